package isnad_test

import (
	"fmt"
	"log"
	"sync"

	"isnad.dev/isnad"
)

// A reader is opened once. Positions count code points, so that []rune of the text finds the words again.
func ExampleReader_Read() {
	reader, err := isnad.Open()
	if err != nil {
		log.Fatal(err)
	}
	text := "قال وزير الخارجية الروسي سيرغي لافروف إن المحادثات ستبدأ غدا."
	record := reader.Read(isnad.Article{Text: text, Published: "2018-08-23"})
	letters := []rune(text)
	for _, s := range record.Statements {
		fmt.Println("speaker:", *s.SpeakerName, "=", *s.SpeakerEn)
		for _, c := range s.Content {
			fmt.Println("content:", string(letters[c.Start:c.End]))
		}
		fmt.Println("rule:", s.Rule)
	}
	for _, d := range record.Dates {
		fmt.Println("date:", string(letters[d.Start:d.End]), "=", *d.Value)
	}
	// Output:
	// speaker: سيرغي لافروف = Sergey Lavrov
	// content: المحادثات ستبدأ غدا
	// rule: ar.statement.said-that
	// date: غدا = 2018-08-24
}

// One reader serves many goroutines. The records come out the same as if they were read one after another.
func ExampleReader_Read_concurrent() {
	reader, err := isnad.Open()
	if err != nil {
		log.Fatal(err)
	}
	texts := []string{"قالت موسكو إن الاتفاق سيوقع قريبا.", "دعت الأمم المتحدة إلى وقف القتال.", "رحبت ليلى نعمة بفتح الجسر."}
	records := make([]isnad.Record, len(texts))
	var group sync.WaitGroup
	for i, text := range texts {
		group.Go(func() { records[i] = reader.Read(isnad.Article{Text: text}) })
	}
	group.Wait()
	for _, r := range records {
		for _, s := range r.Statements {
			fmt.Println(s.Act, s.Polarity, string([]rune(r.Article.Text)[s.Content[0].Start:s.Content[0].End]))
		}
	}
	// Output:
	// inform asserts الاتفاق سيوقع قريبا
	// demand asserts وقف القتال
	// approve asserts بفتح الجسر
}
