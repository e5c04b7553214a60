package article

import (
	"strings"
	"testing"
	"time"

	"onrecord/internal/ingest"
)

// TestHostile reads pages that were made to cost time: each must be done in
// seconds, and none may panic.
func TestHostile(t *testing.T) {
	const mb = 1 << 16 // what is quadratic shows at this size, and the race detector stays quick
	fill := func(s string, n int) string { return strings.Repeat(s, n/len(s)+1) }
	sentence := "The envoy said on Wednesday that the talks had opened in Geneva. "
	for name, page := range map[string]string{
		"short lines":    fill("a\n", mb/2),
		"one line":       fill("a ", 4*mb),
		"date lines":     fill("3 May 2016\n", 2*mb),
		"equal lines":    fill(sentence+"\n", 4*mb),
		"dots":           fill(". \n", 2*mb),
		"capitals":       fill("Aa Bb Cc Dd Ee\n", 4*mb),
		"credits":        fill("Photo by: AA\n"+sentence+"\n", mb/2),
		"lists":          fill("Related:\nA b c\n", 2*mb),
		"dateline":       "Title here now\n\n" + fill("GENEVA, ", mb) + "\n" + sentence,
		"dashes":         fill("-- Aa Bb, Cc and Dd\n", 2*mb),
		"quotation":      fill("“\n", 2*mb),
		"wrapped":        fill("the envoy said on wednesday that the talks had opened in geneva and\n", 32*mb),
		"prose and rest": fill(sentence+"\nLeave a Reply\n", mb/2),
	} {
		t.Run(name, func(t *testing.T) { timed(t, ingest.Plain, page) })
	}
	for name, page := range map[string]string{
		"nested":     fill("<div>", mb),
		"dated":      fill("<div class=date>", 1<<13) + fill(sentence, 16*mb),
		"paragraphs": fill("<p>"+sentence, 2*mb),
		"links":      fill("<a href=x>"+sentence+"</a>", 2*mb),
		"scripts":    fill(`<script type="application/ld+json">[[[[[[{"a":1}]]]]]]</script>`, mb),
		"h1":         fill("<h1>"+sentence+"</h1>", mb),
		"attributes": "<p " + fill("a=b ", mb) + ">" + sentence,
		"unclosed":   fill("<p><b><i>", mb),
		"breaks":     fill("<br>", mb),
	} {
		t.Run("page "+name, func(t *testing.T) { timed(t, ingest.HTML, page) })
	}
}

func timed(t *testing.T, mediaType, page string) {
	const most = 60 * time.Second // hundreds of times what they take; the race detector and a crowded machine cost ten each
	began := time.Now()
	art, err := Read(t.Context(), ingest.Raw{Name: "h", MediaType: mediaType, Body: []byte(page)})
	if err == nil {
		checkBlocks(t, art)
	}
	took := time.Since(began)
	t.Logf("%v for %d KiB: %v", took, len(page)>>10, err)
	if took > most {
		t.Errorf("took %v", took)
	}
}
