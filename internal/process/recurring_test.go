package process_test

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"onrecord/internal/export"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/ling"
)

// subjects are what the scrapes of one outlet tell of, each of another thing.
var subjects = []string{
	"Ferries from Port Ansa will carry lorries again in spring. The old slip was closed after a beam broke, and divers found rust on nine of the twelve posts.",
	"The museum of Velm shows maps that a surveyor drew by moonlight. They had lain behind a stove until a carpenter took up the kitchen floor last autumn.",
	"Bees have come back to the gardens of Tarn Hill after a warm May. A teacher counted them with her pupils on every clover patch along the railway.",
	"Marenian judges have to wear plain coats from next year. The gowns cost more than a clerk earns in a month, and moths like the wool of the old ones.",
	"A bridge of ice lets lorries cross Lake Sorrow a month early this winter. Wardens measure it at dawn and rope off spans where warm springs thin the sheet.",
	"Tailors in Lower Orsk have gone on strike over needles that break. Their guild blames a foundry, the foundry blames the damp, and weddings are put off.",
}

// more is what each of them goes on with.
var more = []string{
	"Farmers on the island sold milk for half of its price all winter long, and some gave it to pigs.",
	"Some name villages which no other map has, with wells, mills and a chapel that stands on stilts.",
	"They wrote each number on a wall of the school, in chalk, with the hour and the way of the wind.",
	"Courts in the south gave them up long ago because of the heat in the halls, and nobody minded.",
	"Drivers keep a hundred paces apart and leave their doors open all the way over to the far bank.",
	"Brides wait in coats of their mothers, and one married in a sail that her uncle had cut to size.",
}

const ownLine = "Thirty people make these pages in a rope factory, and readers alone pay them."

// scrapes are text scrapes of one outlet, a bad page and a stated text among them.
func scrapes(yield func(ingest.Raw, error) bool) {
	for i, s := range subjects {
		body := fmt.Sprintf("Short news of the week, part %s\n\n%s\n\n%s\n\n%s\n", strings.Repeat("I", i+1), s, more[i], ownLine)
		raw := ingest.Raw{Name: fmt.Sprint(i), URL: fmt.Sprintf("https://ledger.example/%d", i), MediaType: ingest.Plain, Body: []byte(body)}
		if i == 2 && !yield(ingest.Raw{Name: "bad"}, errors.New("bad")) {
			return
		}
		if i == 3 && !yield(ingest.Raw{Name: "empty", MediaType: ingest.Plain, Body: []byte(" ")}, nil) {
			return
		}
		if !yield(raw, nil) {
			return
		}
	}
	yield(ingest.Raw{Name: "stated", URL: "https://ledger.example/stated", MediaType: ingest.JSONL, Given: &ingest.Given{Text: strings.Join(subjects[:3], "\n\n") + "\n\n" + ownLine}}, nil)
}

// A line of an outlet is furniture from the fourth article on, whoever reads
// how many at once, and whatever lies between; a stated text is as it is stated.
func TestRunTellsRecurringLines(t *testing.T) {
	var first []byte
	for _, workers := range []int{1, 2, 5} {
		var out bytes.Buffer
		told := ""
		for r := range newReader(t).Run(t.Context(), iter.Seq2[ingest.Raw, error](scrapes), process.Options{Workers: workers}) {
			if r.Err != nil {
				continue
			}
			last := r.Record.Blocks[len(r.Record.Blocks)-1]
			if last.In(r.Record.Text) != ownLine {
				t.Fatalf("%s ends with %q", r.Name, last.In(r.Record.Text))
			}
			if last.Kind == ling.BlockFurniture {
				told += r.Name
			}
			if err := export.WriteRecord(&out, r.Record); err != nil {
				t.Fatal(err)
			}
		}
		if told != "345" {
			t.Errorf("%d workers tell it in %q", workers, told)
		}
		if first == nil {
			first = out.Bytes()
		}
		if !bytes.Equal(first, out.Bytes()) {
			t.Errorf("%d workers give other records", workers)
		}
	}
}
