package calendar

import (
	"testing"
	"time"

	"isnad.dev/isnad/internal/script"
)

func TestMonthOf(t *testing.T) {
	tests := []struct {
		name string
		want Month
	}{
		{"آب", Month{8, false}}, {"كانون الثاني", Month{1, false}}, {"جويلية", Month{7, false}}, {"شتنبر", Month{9, false}}, {"august", Month{8, false}}, {"février", Month{2, false}},
		{"رمضان", Month{9, true}}, {"المحرم", Month{1, true}}, {"ذوالحجة", Month{12, true}}, {"جماد ثاني", Month{6, true}}, {"rajab", Month{7, true}},
		{"بهمن", Month{}}, {"كانون", Month{}}, {"", Month{}},
	}
	for _, tt := range tests {
		if got, ok := MonthOf(script.String(tt.name)); got != tt.want || ok != (tt.want != Month{}) {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}

func TestHijri(t *testing.T) {
	tests := []struct {
		year, month, day int
		want             string
	}{
		{1436, 9, 1, "2015-06-18"}, {1439, 12, 12, "2018-08-23"}, {1356, 1, 1, "1937-03-14"}, {1499, 12, 29, "2076-11-26"},
		{1355, 12, 29, ""}, {1500, 1, 1, ""}, {1525, 9, 1, ""}, {1436, 13, 1, ""}, {1436, 0, 1, ""}, {1436, 9, 31, ""}, {1436, 9, 0, ""},
	}
	for _, tt := range tests {
		got, ok := Hijri(tt.year, tt.month, tt.day)
		if day := got.Format(time.DateOnly); ok != (tt.want != "") || ok && day != tt.want {
			t.Errorf("%d-%d-%d: got %s, %t", tt.year, tt.month, tt.day, day, ok)
		}
	}
}
