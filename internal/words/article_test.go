package words

import "testing"

func TestArticles(t *testing.T) {
	book, err := English()
	if err != nil {
		t.Fatal(err)
	}
	p := book.Pick()
	articles := p.Articles()
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"United States": "the United States", "Netherlands": "the Netherlands", "African Union": "the African Union", "France": "France", "": "",
	} {
		if got := articles.With(name); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
