package article

import "testing"

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ text, stated, want string }{
		{"The minister said that the talks would go on until Friday, and that all of the parties had agreed to it in the end.", "", "en"},
		{"Der Minister sagte, dass die Gespräche bis Freitag weitergehen und dass alle Parteien sich am Ende darauf geeinigt haben, wie es in der Erklärung heißt.", "en", "de"},
		{"Le ministre a dit que les discussions se poursuivraient jusqu'à vendredi et que toutes les parties étaient d'accord sur ce point.", "", "fr"},
		{"Министр сказал, что переговоры продолжатся до пятницы и что все стороны в итоге согласились на это, но не сразу и не на всё.", "", "ru"},
		{"Ministern sade att samtalen skulle fortsätta till fredag och att alla parter hade kommit överens om det till slut, men inte genast. Färjan går igen i maj, eftersom kajen har lagats under vintern, och öarna har väntat länge på nyheter från styrelsen, som nu säger att pengarna räcker också till fyren.", "", "sv"},
		{"Ministern sade att samtalen skulle fortsätta till fredag och att alla parter hade kommit överens om det till slut, men inte genast. Färjan går igen i maj, eftersom kajen har lagats under vintern, och öarna har väntat länge på nyheter från styrelsen, som nu säger att pengarna räcker också till fyren.", "en", "sv"},
		{"A miniszter azt mondta, hogy a tárgyalások péntekig folytatódnak, és hogy végül minden fél beleegyezett ebbe, bár nem azonnal és nem mindenbe.", "", "hu"},
		{"Předseda řekl, že jednání budou pokračovat do pátku a že se na tom nakonec všechny strany dohodly, i když ne hned a ne na všem.", "", "cs"},
		{"Ο υπουργός είπε ότι οι συνομιλίες θα συνεχιστούν μέχρι την Παρασκευή και ότι τελικά όλα τα μέρη συμφώνησαν σε αυτό, αλλά όχι αμέσως.", "en", "el"},
		{"장관은 회담이 금요일까지 계속될 것이며 모든 당사자가 결국 동의했다고 말했다 그러나 즉시는 아니었고 모든 것에 동의한 것도 아니었다 그는 다른 말도 했다 그리고 떠났다", "", "ko"},
		{"Waziri alisema kuwa mazungumzo yataendelea hadi Ijumaa na kwamba pande zote zimekubaliana mwishowe, ingawa si mara moja na si kwa kila jambo walilolisema.", "sw", "sw"},
		{"Short", "en_GB", "en"},
		{"Short", "", ""},
		{"Short", "utf-8", ""},
		{"部长说会谈将持续到星期五 各方 最终 都 同意 了 但是 不是 马上 也 不是 全部 都 同意 了 这 一 点 他 还 说 了 别的 话", "", "zh"},
	} {
		if got := language(c.text, c.stated); got != c.want {
			t.Errorf("%q (%s): got %q, want %q", c.text, c.stated, got, c.want)
		}
	}
}
