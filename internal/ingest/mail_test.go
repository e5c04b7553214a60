package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

const letter = "From: \"Pier =?utf-8?q?P=C3=B6st?=\" <news@p.example>\r\nSubject: Quay reopens\r\nDate: Tue, 16 Mar 2021 18:25:00 +0100\r\nMIME-Version: 1.0\r\n"

func TestMails(t *testing.T) {
	alternative := letter + "Message-ID: <m1@p.example>\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlain words.\r\n" +
		"--b\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Caf=E9. " + words15 + "</p>\r\n--b--\r\n"
	saved := letter + "Snapshot-Content-Location: http://p.example/1\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: http://p.example/other\r\n\r\n" + page +
		"\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
	plain := letter + "Content-Type: text/plain\r\n\r\nPlain words.\r\n"
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"newsletter":  {alternative, []string{"x {m1@p.example|Quay reopens|Pier Pöst||2021-03-16T18:25:00+01:00||} text/html <p>Café. " + words15 + "</p>\n"}},
		"saved page":  {saved, []string{"x <http://p.example/1> text/html " + page}},
		"plain":       {plain, []string{"x {|Quay reopens|Pier Pöst||2021-03-16T18:25:00+01:00||} text/plain Plain words.\r\n"}},
		"of the site": {letter + "Content-Type: text/html\r\n\r\n<meta property=\"og:type\" content=\"article\"><p>" + words15, []string{"x {|Quay reopens|Pier Pöst||2021-03-16T18:25:00+01:00||} text/html <meta property=\"og:type\" content=\"article\"><p>" + words15}},
		"empty":       {letter + "\r\n\r\n", []string{"! x: a mail without words"}},
		"mailbox": {"From a@b.example Tue Mar 16 18:25:00 2021\n" + plain + "\nFrom c@d.example Tue Mar 16 18:26:00 2021\n" + letter + "\n\n" + "\nFrom c@d.example Tue Mar 16 18:26:00 2021\n" + saved,
			[]string{"x!/1 {|Quay reopens|Pier Pöst||2021-03-16T18:25:00+01:00||} text/plain Plain words.\r\n\n", "! x!/2: a mail without words", "x!/3 <http://p.example/1> text/html " + page}},
		"text of fields": {"Note: this is no mail.\nDate: none\n\nWords.", []string{"x text/plain Note: this is no mail.\nDate: none\n\nWords."}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(tree(t, map[string]string{"x": c.in}))
			got := told(t, Options{}, "x")
			for i := range got {
				got[i] = strings.TrimRight(got[i], "\r\n")
			}
			for i := range c.want {
				c.want[i] = strings.TrimRight(c.want[i], "\r\n")
			}
			compare(t, got, c.want...)
		})
	}
}

func docx(parts ...file) string {
	return zipOf(append([]file{{"[Content_Types].xml", "<Types/>"}}, parts...)...)
}

func TestDocuments(t *testing.T) {
	body := `<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Quay &amp; pier</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t xml:space="preserve">One </w:t></w:r><w:del><w:r><w:t>two</w:t></w:r></w:del><w:r><w:t>three</w:t><w:tab/><w:t>four</w:t><w:noBreakHyphen/><w:t>five.</w:t></w:r></w:p><w:p/></w:body></w:document>`
	core := `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Stated</dc:title><dc:creator>Installer</dc:creator></cp:coreProperties>`
	t.Chdir(tree(t, map[string]string{
		"a.docx": docx(file{docxText, body}, file{"docProps/core.xml", core}), "b.docx": docx(file{docxText, body}),
		"c.docx": docx(file{docxText, "<w:document/>"}), "d.docx": docx(file{docxText, "<w:document><w:p><w:t>x</q>"}),
	}))
	compare(t, told(t, Options{}, "."), "a.docx {|Stated|||||} text/html <h2>Quay &amp; pier</h2>\n<p>One three four-five.</p>",
		"b.docx {||||||} text/html <h2>Quay &amp; pier</h2>\n<p>One three four-five.</p>",
		"! c.docx: a document without words", "! d.docx: a broken document: XML syntax error on line 1: unexpected end element </q>")
	z, err := zip.NewReader(bytes.NewReader([]byte(docx())), int64(len(docx())))
	if err != nil || isDOCX(z) {
		t.Error("a zip without a text is a document", err)
	}
}

// pdfOf makes a PDF of lines at places; an odd page tree is none of its faults.
func pdfOf(lines ...pdfLine) string {
	var text bytes.Buffer
	for _, l := range lines {
		fmt.Fprintf(&text, "BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n", l.size, l.x, l.y, l.text)
	}
	var b bytes.Buffer
	var at []int
	object := func(body string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), body)
	}
	b.WriteString("%PDF-1.4\n")
	widths := strings.Repeat("500 ", 224)
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
	object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", text.Len(), text.String()))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [" + widths + "] >>")
	object("<< /Title (The quay reopens at noon) >>")
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.String()
}

func line(x, y float64, text string) pdfLine { return pdfLine{x: x, y: y, size: 10, text: text} }

func TestPDF(t *testing.T) {
	ordered := pdfOf(line(50, 700, "The quay reopened on Tuesday at noon, the har-"), line(50, 688, "bour master said in a statement to the crews."),
		line(50, 664, "Ships may enter from both sides, she said."), line(300, 700, "No date was set for the ferry, whose crew"), line(300, 688, "has been waiting since the spring."))
	shuffled := pdfOf(line(50, 600, "has been waiting since the spring, she said."), line(50, 640, "No date was set for the ferry, whose crew"), line(50, 660, "Ships may enter from both sides, she said."),
		line(50, 680, "bour master said in a statement to crews."), line(50, 700, "The quay reopened on Tuesday at noon, the har-"))
	t.Chdir(tree(t, map[string]string{
		"a.pdf": ordered, "b.pdf": shuffled, "c.pdf": pdfOf(), "d.pdf": ordered[:len(ordered)/2], "e.pdf": "%PDF-1.4\n" + strings.Repeat("obj ", 100),
	}))
	got := told(t, Options{}, ".")
	if len(got) != 5 {
		t.Fatalf("%q", got)
	}
	compare(t, got[:3], "a.pdf {|The quay reopens at noon|||||} text/html <p>The quay reopened on Tuesday at noon, the harbour master said in a statement to the crews.</p>\n"+
		"<p>Ships may enter from both sides, she said.</p>\n<p>No date was set for the ferry, whose crew has been waiting since the spring.</p>",
		"! b.pdf: a PDF file whose text does not stand in reading order: not read", "! c.pdf: a PDF file without a text layer: pictures of text are not read")
	for i, name := range []string{"d.pdf", "e.pdf"} {
		if !strings.HasPrefix(got[3+i], "! "+name+": a broken PDF file: ") {
			t.Error(got[3+i])
		}
	}
	if err := trusted([]pdfLine{{text: strings.Repeat("\ufffd\ue000a", 50)}}); !errors.Is(err, errGlyphs) {
		t.Error(err)
	}
}
