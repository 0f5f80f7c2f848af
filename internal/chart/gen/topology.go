package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// topology is a TopoJSON file of countries.
type topology struct {
	arcs  [][]point
	lands []land
}

// point is longitude and latitude.
type point struct{ x, y float64 }

type land struct {
	id    string
	rings [][]int // arcs by number; -1 is the first backwards
}

func decode(data []byte) (topology, error) {
	var f struct {
		Transform struct{ Scale, Translate [2]float64 }
		Arcs      [][][2]float64
		Objects   struct {
			Countries struct {
				Geometries []struct {
					Type, ID   string
					Arcs       json.RawMessage
					Properties struct{ Name string }
				}
			}
		}
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return topology{}, err
	}
	var t topology
	for _, a := range f.Arcs {
		t.arcs = append(t.arcs, unfold(a, f.Transform.Scale, f.Transform.Translate))
	}
	for _, g := range f.Objects.Countries.Geometries {
		rings, err := ringsOf(g.Type, g.Arcs)
		if err != nil {
			return t, fmt.Errorf("%s: %w", g.Properties.Name, err)
		}
		t.lands = append(t.lands, land{idOf(g.ID, g.Properties.Name), rings})
	}
	return t, nil
}

// unfold turns the steps of an arc into degrees.
func unfold(steps [][2]float64, scale, translate [2]float64) (out []point) {
	x, y := 0.0, 0.0
	for _, s := range steps {
		x, y = x+s[0], y+s[1]
		out = append(out, point{x*scale[0] + translate[0], y*scale[1] + translate[1]})
	}
	return out
}

func ringsOf(kind string, raw json.RawMessage) (out [][]int, err error) {
	switch kind {
	case "Polygon":
		err = json.Unmarshal(raw, &out)
	case "MultiPolygon":
		var many [][][]int
		err = json.Unmarshal(raw, &many)
		for _, m := range many {
			out = append(out, m...)
		}
	}
	return out, err
}

// idOf is the id of the country in packs/world, from its number in ISO 3166 (M49); what has none is named.
func idOf(number, name string) string {
	switch name {
	case "Kosovo":
		return "xk"
	case "Somaliland":
		return "so"
	case "N. Cyprus":
		return "cy"
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		return "-"
	}
	region, err := language.EncodeM49(n)
	if err != nil || !region.IsCountry() {
		return "-"
	}
	return strings.ToLower(region.String())
}
