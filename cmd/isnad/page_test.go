package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const savedPage = `<!doctype html><html lang="ar"><head><title>لقاء في العاصمة بين الوزيرين - النيل اليوم</title>
<meta property="article:published_time" content="2024-05-20T23:30:00+03:00"></head><body><nav><a href="/">الرئيسية</a></nav>
<article><h1>لقاء في العاصمة بين الوزيرين</h1><div class="byline">كتبت: ليلى حسن</div><figure><img><figcaption>الوزيران في القاعة (رويترز)</figcaption></figure>
<p>قال وزير الري إن اللقاء الذي عقد في العاصمة كان مفيدا للجانبين، وإن الخبراء سيقدمون تقريرهم قبل نهاية الشهر المقبل.</p>
<p>وأضاف الوزير أن الوفد الزائر سيعود إلى بلاده غدا، على أن تستأنف المحادثات في موعد يتفق عليه الطرفان لاحقا.</p></article></body></html>`

func TestPageShowsTheArticle(t *testing.T) {
	name := file(t, "page.html", savedPage)
	got := typing(t, "", "page", "--format", "jsonl", name)
	var line pageLine
	if err := json.Unmarshal([]byte(got.out), &line); err != nil || got.status != exitDone || strings.Count(got.out, "\n") != 1 {
		t.Fatalf("%v %+v", err, got)
	}
	paragraphs := strings.Split(line.Text, "\n")
	if line.File != name || line.Title != "لقاء في العاصمة بين الوزيرين" || line.Author != "ليلى حسن" || line.Published != "2024-05-20T23:30:00+03:00" || line.Outlet != "النيل اليوم" ||
		len(paragraphs) != 2 || !strings.HasPrefix(paragraphs[0], "قال وزير الري") || len(line.Captions) != 1 || line.Captions[0].Agency != "رويترز" {
		t.Errorf("got %+v", line)
	}
	if got := typing(t, "", "page", "--format", "json", name); !strings.HasPrefix(got.out, "{\n  \"file\": ") {
		t.Errorf("got %s", got.out)
	}
	if got := typing(t, savedPage, "page", "--format", "text", "-"); !strings.Contains(got.out, "Author     ليلى حسن\n") || !strings.Contains(got.out, "\nPicture    الوزيران في القاعة (رويترز)\n") {
		t.Errorf("got %s", got.out)
	}
}

func TestPageNamesWhatIsLeftOut(t *testing.T) {
	got := typing(t, "", "page", file(t, "empty.html", ""), file(t, "page.html", savedPage))
	if got.status != exitLeftOut || !strings.Contains(got.err, "empty.html: no article was found") || strings.Count(got.out, "\n") != 1 {
		t.Errorf("got %+v", got)
	}
}
