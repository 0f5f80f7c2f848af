package lang

import (
	"fmt"
	"testing"

	"isnad.dev/isnad/internal/doc"
)

// TestTablesKeepTheirNumbersWhenTheyGrow puts far more forms and phrases in than there was room for.
func TestTablesKeepTheirNumbersWhenTheyGrow(t *testing.T) {
	const n = 5000
	forms := newTable(2)
	phrases := newTrie(1)
	for i := range n {
		id, fresh := forms.put([]byte(fmt.Sprint("كلمة", i)))
		if !fresh || id != doc.FormID(i+1) {
			t.Fatalf("form %d has the number %d, fresh: %v", i, id, fresh)
		}
		phrases.add([]doc.FormID{id, id%7 + 1}, int32(i))
	}
	for i := range n {
		id := forms.get(fmt.Sprint("كلمة", i))
		if id != doc.FormID(i+1) || forms.form(id) != fmt.Sprint("كلمة", i) || forms.joined("كلمة", fmt.Sprint(i)) != id {
			t.Fatalf("form %d is found as %d", i, id)
		}
		if v := phrases.values([]doc.FormID{id, id%7 + 1}); len(v) != 1 || v[0] != int32(i) {
			t.Fatalf("phrase %d has the values %v", i, v)
		}
	}
	if _, fresh := forms.put([]byte("كلمة7")); fresh || forms.get("كلمة") != 0 || forms.get("") != 0 {
		t.Error("a known form is fresh, or an unknown one known")
	}
	if forms.form(0) != "" {
		t.Error("what is no form has letters")
	}
	if phrases.values([]doc.FormID{1}) != nil || phrases.values(nil) != nil {
		t.Error("half a phrase has values")
	}
}
