package alert

import (
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

func TestADigestComesAtItsHour(t *testing.T) {
	tests := []struct {
		name string
		a    store.Alert
		now  string
		want []string // one after the other
	}{
		{"each day", store.Alert{Hour: 7, Zone: "Asia/Amman"}, "2025-01-14T03:59:59Z", []string{"2025-01-14T04:00:00Z", "2025-01-15T04:00:00Z"}},
		{"at the very moment it is the next day's", store.Alert{Hour: 7, Zone: "Asia/Amman"}, "2025-01-14T04:00:00Z", []string{"2025-01-15T04:00:00Z"}},
		{"each Friday", store.Alert{Rhythm: store.Weekly, Weekday: time.Friday, Hour: 7, Zone: "Asia/Amman"}, "2025-01-14T00:00:00Z", []string{"2025-01-17T04:00:00Z", "2025-01-24T04:00:00Z"}},
		{"summer begins, the hour is there", store.Alert{Hour: 7, Zone: "Europe/Berlin"}, "2025-03-29T00:00:00Z", []string{"2025-03-29T06:00:00Z", "2025-03-30T05:00:00Z", "2025-03-31T05:00:00Z"}},
		{"summer begins over the hour", store.Alert{Hour: 2, Zone: "Europe/Berlin"}, "2025-03-29T00:00:00Z", []string{"2025-03-29T01:00:00Z", "2025-03-30T01:00:00Z", "2025-03-31T00:00:00Z"}},
		{"summer ends over the hour", store.Alert{Hour: 2, Zone: "Europe/Berlin"}, "2025-10-25T00:00:00Z", []string{"2025-10-26T00:00:00Z", "2025-10-27T01:00:00Z"}},
		{"summer begins at midnight in Cairo", store.Alert{Hour: 0, Zone: "Africa/Cairo"}, "2025-04-24T00:00:00Z", []string{"2025-04-24T22:00:00Z", "2025-04-25T21:00:00Z"}},
		{"summer ends at midnight in Cairo", store.Alert{Hour: 23, Zone: "Africa/Cairo"}, "2025-10-29T22:00:00Z", []string{"2025-10-30T20:00:00Z", "2025-10-31T21:00:00Z"}},
		{"half an hour off", store.Alert{Hour: 9, Zone: "Asia/Tehran"}, "2025-01-14T00:00:00Z", []string{"2025-01-14T05:30:00Z"}},
		{"a zone that is gone", store.Alert{Hour: 9, Zone: "Nowhere/Else"}, "2025-01-14T00:00:00Z", []string{"2025-01-14T09:00:00Z"}},
	}
	for _, x := range tests {
		now, err := time.Parse(time.RFC3339, x.now)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range x.want {
			now = rhythm(x.a).after(now)
			if got := now.UTC().Format(time.RFC3339); got != want {
				t.Errorf("%s: %s, want %s", x.name, got, want)
			}
		}
	}
}

func TestADigestIsSentOnceADayAllYear(t *testing.T) {
	for _, zone := range []string{"Africa/Cairo", "Asia/Beirut", "Asia/Gaza", "Europe/Istanbul", "Africa/Casablanca", "UTC"} {
		for hour := range 24 {
			c := rhythm(store.Alert{Hour: hour, Zone: zone})
			now := time.Date(2025, 1, 1, 12, 0, 0, 0, c.zone)
			for day := range 365 {
				next := c.after(now)
				if gap := next.Sub(now); day > 0 && (gap < 22*time.Hour || gap > 26*time.Hour) {
					t.Fatalf("%s, hour %d: %s follows on %s", zone, hour, next, now)
				}
				now = next
			}
		}
	}
}
