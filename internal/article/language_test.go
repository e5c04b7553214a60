package article

import "testing"

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ text, stated, want string }{
		{"The minister said that the talks would go on until Friday, and that all of the parties had agreed to it in the end.", "", "en"},
		{"Der Minister sagte, dass die Gespräche bis Freitag weitergehen und dass alle Parteien sich am Ende darauf geeinigt haben, wie es in der Erklärung heißt.", "en", "de"},
		{"Le ministre a dit que les discussions se poursuivraient jusqu'à vendredi et que toutes les parties étaient d'accord sur ce point.", "", "fr"},
		{"Министр сказал, что переговоры продолжатся до пятницы и что все стороны в итоге согласились на это, но не сразу и не на всё.", "", "ru"},
		{"Short", "en_GB", "en"},
		{"Short", "", ""},
		{"部长说会谈将持续到星期五 各方 最终 都 同意 了 但是 不是 马上 也 不是 全部 都 同意 了 这 一 点 他 还 说 了 别的 话", "", "und"},
	} {
		if got := language(c.text, c.stated); got != c.want {
			t.Errorf("%q (%s): got %q, want %q", c.text, c.stated, got, c.want)
		}
	}
}
