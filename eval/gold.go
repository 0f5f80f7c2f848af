package eval

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"isnad.dev/isnad"
)

// Gold is what a careful reader found in an article. Its files have more fields; these are the ones that are scored.
type Gold struct {
	ID         string          `json:"id"`
	Statements []GoldStatement `json:"statements"`
	Events     []GoldEvent     `json:"events"`
	Dates      []GoldDate      `json:"dates"`
	Entities   []GoldEntity    `json:"entities"`
}

// GoldStatement is a statement; its content is a list of [start, end) in code points.
type GoldStatement struct {
	SpeakerName string `json:"speaker_name"`
	SpeakerEn   string `json:"speaker_en"`
	Content     []Pair `json:"content"`
	Kind        string `json:"kind"`
	Act         string `json:"act"`
	Polarity    string `json:"polarity"`
}

// GoldEvent is a contact.
type GoldEvent struct {
	Type         string      `json:"type"`
	Participants []GoldParty `json:"participants"`
	Status       string      `json:"status"`
	Date         string      `json:"date"`
}

// GoldParty is a participant; one without a name has the words for its office and an English name.
type GoldParty struct {
	Name string `json:"name"`
	En   string `json:"en"`
}

// GoldDate is a date.
type GoldDate struct {
	Span  Pair   `json:"span"`
	Value string `json:"value"`
}

// GoldEntity is a named thing with its other names.
type GoldEntity struct {
	Name    string   `json:"name"`
	Type    string   `json:"type"`
	Aliases []string `json:"aliases"`
	En      string   `json:"en"`
}

// Pair is a half-open range of code points, as the gold files write it.
type Pair [2]int

func (p Pair) span() isnad.Span { return isnad.Span{Start: p[0], End: p[1]} }

// Case is an article with its gold record.
type Case struct {
	Article isnad.Article
	Gold    Gold
}

// Load reads the folders gold and articles, in the order of the file names, and the digest of all that it read.
func Load(fsys fs.FS) ([]Case, string, error) {
	files, err := fs.Glob(fsys, "gold/*.json")
	if err != nil || len(files) == 0 {
		return nil, "", fmt.Errorf("gold: no records in gold/ (%v)", err)
	}
	slices.Sort(files)
	sum := sha256.New()
	var cases []Case
	for _, file := range files {
		var c Case
		for name, into := range map[string]any{file: &c.Gold, path.Join("articles", path.Base(file)): &c.Article} {
			if err := decode(fsys, name, into); err != nil {
				return nil, "", err
			}
		}
		for _, name := range []string{file, path.Join("articles", path.Base(file))} {
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, "", fmt.Errorf("gold: %w", err)
			}
			fmt.Fprintf(sum, "%s %d\n", name, len(data))
			sum.Write(data)
		}
		cases = append(cases, c)
	}
	return cases, fmt.Sprintf("sha256:%x", sum.Sum(nil)), nil
}

func decode(fsys fs.FS, name string, into any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("gold: %w", err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("gold: %s: %w", name, err)
	}
	return nil
}
