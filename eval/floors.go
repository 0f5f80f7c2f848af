package eval

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
)

// Floors are the figures below which the reading may not fall, and the digest of the gold data that they were measured on.
type Floors struct {
	Digest string             `json:"digest"`
	F1     map[string]float64 `json:"f1"`
}

// ReadFloors reads a floors file.
func ReadFloors(file string) (Floors, error) {
	var f Floors
	data, err := os.ReadFile(file)
	if err != nil {
		return f, fmt.Errorf("floors: %w", err)
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return f, fmt.Errorf("floors: %s: %w", file, err)
	}
	return f, nil
}

// Write writes a floors file; encoding/json keeps the names in order.
func (f Floors) Write(file string) error {
	data, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return fmt.Errorf("floors: %w", err)
	}
	if err := os.WriteFile(file, append(data, '\n'), 0o644); err != nil {
		return fmt.Errorf("floors: %w", err)
	}
	return nil
}

// Broken says in a sentence each what lies below its floor, or that the gold data are others.
func (f Floors) Broken(figures Figures, digest string) []string {
	if digest != f.Digest {
		return []string{fmt.Sprintf("the gold data have changed (%s, the floors were measured on %s): look at the figures and write the floors anew with -anew", digest, f.Digest)}
	}
	var out []string
	for _, name := range figures.Names() {
		floor, ok := f.F1[name]
		if !ok {
			out = append(out, fmt.Sprintf("%s has no floor: give it one with -raise", name))
		} else if got := figures[name].F1(); got < floor {
			out = append(out, fmt.Sprintf("%s is %.4f, below its floor of %.4f", name, got, floor))
		}
	}
	for name := range f.F1 {
		if figures[name] == nil {
			out = append(out, name+" has a floor and no figure")
		}
	}
	return out
}

// Raise lifts each floor to slack below its figure; none sinks. It says how many were lifted.
func (f *Floors) Raise(figures Figures, slack float64) int {
	if f.F1 == nil {
		f.F1 = map[string]float64{}
	}
	lifted := 0
	for name, t := range figures {
		floor := math.Floor((t.F1()-slack)*1e4) / 1e4
		if have, ok := f.F1[name]; !ok || floor > have {
			f.F1[name] = floor
			lifted++
		}
	}
	return lifted
}

// Table returns the figures beside their floors as lines of text.
func (f Floors) Table(figures Figures) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-24s%10s%10s%10s%8s%8s%8s%10s\n", "", "precision", "recall", "F1", "right", "gold", "got", "floor")
	for _, name := range figures.Names() {
		t := figures[name]
		fmt.Fprintf(&b, "%-24s%10.3f%10.3f%10.3f%8d%8d%8d%10.3f\n", name, t.Precision(), t.Recall(), t.F1(), t.Right, t.Gold, t.Got, f.F1[name])
	}
	return b.String()
}
