package timex

// lexNumber appends a number: its digits with thousands separators, decimals,
// a clock time's minutes, an ordinal's or a decade's ending.
func (t *Tagger) lexNumber(s *scratch, text string, tok int32, at, to int, glued bool) int {
	end, value := digitRun(text, at, to)
	x := lexeme{start: int32(at), end: int32(end), tok: tok, glued: glued, num: value, digits: int8(min(end-at, 100))}
	switch {
	case stuck(s, text, at):
		x.opaque = true
	case end-at > 9:
		x.opaque = true
	default:
		x.class = digitClasses(value, end-at)
	}
	x.end = int32(t.numberTail(&x, text, end))
	if x.opaque {
		x.class = 0
	}
	s.lex = append(s.lex, x)
	return int(x.end)
}

func digitRun(text string, at, to int) (end int, value float64) {
	for end = at; end < to && isDigit(text[end]); end++ {
		value = value*10 + float64(text[end]-'0')
	}
	return end, value
}

// stuck reports whether the number at byte at is glued to a currency sign, a
// number sign or letters that make it a name ("A330", "$1999", "#12").
func stuck(s *scratch, text string, at int) bool {
	n := len(s.lex)
	if at == 0 || n == 0 || int(s.lex[n-1].end) != at {
		return false
	}
	p := &s.lex[n-1]
	if p.letters {
		return p.word == 0 // "FY2015", "Q3", "GMT+3" have a word of the lexicon before them
	}
	switch text[at-1] {
	case '$', '#', '@', '=', '_', '&', '~':
		return true
	case '.':
		return at < 2 || !isDigit(text[at-2]) // ".308", but not "14.07.2015"
	}
	return at >= 3 && text[at-3:at] == "€" || at >= 2 && text[at-2:at] == "£" || at >= 2 && text[at-2:at] == "¥"
}

// digitClasses are the classes of a number written in n digits.
func digitClasses(v float64, n int) class {
	c := classN
	if n <= 2 {
		if v >= 1 && v <= 31 {
			c |= classD
		}
		if v >= 1 && v <= 12 {
			c |= classMM
		}
		if v <= 24 {
			c |= classHour
		}
		if n == 2 {
			c |= classY2
		}
	}
	if n != 4 || v < 1000 || v > 2199 {
		c |= classCount
	}
	if n == 3 && v >= 100 {
		c |= classY3
	}
	if n == 4 {
		if v >= 1000 && v < 2200 {
			c |= classYear
			if v >= 1800 && v < 2060 {
				c |= classModern
			}
		}
		if v < 2400 && int(v)%100 < 60 {
			c |= classHM
		}
	}
	return c
}

// numberTail reads what is glued to a number's digits and returns its end. It
// looks beyond the token: tokenizers part "2:43" and "1,500" now and then.
func (t *Tagger) numberTail(x *lexeme, text string, end int) int {
	to := len(text)
	if end >= to {
		return end
	}
	switch b := text[end]; {
	case b == ',' && x.digits <= 3:
		if stop, v := thousands(text, end, to, x.num); stop > end {
			x.num, x.class, x.digits = v, classN|classCount, 0
			if stop < to && (text[stop] == '%') {
				x.opaque = true
			}
			return stop
		}
	case b == ':' && x.digits <= 2:
		return clockTail(x, text, end, to)
	case b == '.' && end+1 < to && isDigit(text[end+1]) && !(x.start >= 2 && text[x.start-1] == '.' && isDigit(text[x.start-2])):
		return decimalTail(x, text, end, to)
	case b == '%':
		x.opaque = true
	case b == '\'' || b == 0xE2:
		return decadeTail(x, text, end, to)
	case isWordByte(b):
		return t.letterTail(x, text, end, to)
	}
	return end
}

func thousands(text string, end, to int, v float64) (int, float64) {
	const most = 6 // groups; what is longer is no number of years or days
	for n := 0; n < most && end+3 < to && text[end] == ',' && isDigit(text[end+1]) && isDigit(text[end+2]) && isDigit(text[end+3]) &&
		(end+4 >= to || !isDigit(text[end+4])); n++ {
		_, part := digitRun(text, end+1, end+4)
		v = v*1000 + part
		end += 4
	}
	return end, v
}

// clockTail reads ":43" and ":43:10".
func clockTail(x *lexeme, text string, end, to int) int {
	stop, minutes := digitRun(text, end+1, to)
	if stop != end+3 || minutes > 59 || x.num > 24 || x.opaque {
		return end
	}
	x.num, x.class, x.digits = x.num*60+minutes, classClock, 0
	if stop+2 < to && text[stop] == ':' {
		if s, seconds := digitRun(text, stop+1, to); s == stop+3 && seconds < 60 {
			stop = s
		}
	}
	return stop
}

// decimalTail reads "2.5"; "10.30" may also be a clock time, and "15.11.2015"
// is left in parts for the patterns of dates.
func decimalTail(x *lexeme, text string, end, to int) int {
	stop, frac := digitRun(text, end+1, to)
	if stop+1 < to && text[stop] == '.' && isDigit(text[stop+1]) {
		return end
	}
	scale := 1.0
	for i := end + 1; i < stop; i++ {
		scale *= 10
	}
	c := classN | classCount
	if stop == end+3 && x.num <= 24 && frac < 60 && x.digits <= 2 {
		c |= classDot
	}
	x.digits = 0
	x.num += frac / scale
	x.class = c
	if stop < to && text[stop] == '%' {
		x.opaque = true
	}
	return stop
}

// decadeTail reads "1930's" with either apostrophe.
func decadeTail(x *lexeme, text string, end, to int) int {
	at := end + 1
	if text[end] == 0xE2 {
		if end+3 > to || text[end:end+3] != "’" {
			return end
		}
		at = end + 3
	}
	if at < to && text[at] == 's' && (at+1 >= to || !isWordByte(text[at+1])) && decadeNumber(x) {
		x.class = decadeClass(x)
		return at + 1
	}
	return end
}

func decadeNumber(x *lexeme) bool {
	return int(x.num)%10 == 0 && (x.digits == 2 && x.num >= 20 || x.digits == 3 || x.digits == 4 && x.class&classYear != 0)
}

func decadeClass(x *lexeme) class {
	if x.digits == 3 {
		return classDec3
	}
	return classDec
}

// letterTail reads the letters glued to a number: "15th", "1930s", "5pm",
// "24h"; any others make it a name.
func (t *Tagger) letterTail(x *lexeme, text string, end, to int) int {
	stop := end
	for stop < to && isWordByte(text[stop]) {
		stop++
	}
	tail := text[end:stop]
	switch {
	case equalLower("th", tail) || equalLower("st", tail) || equalLower("nd", tail) || equalLower("rd", tail):
		x.class = classOrd
		if x.num >= 1 && x.num <= 31 {
			x.class |= classDOrd | classNOrd
		}
		return stop
	case tail == "s" && decadeNumber(x):
		x.class = decadeClass(x)
		return stop
	}
	if w := t.lexicon.find(hashLower(tail), tail); w == 0 || t.lexicon.words[w].classes&t.suffixes == 0 {
		if len(tail) > 1 || stop == to || text[stop] != '.' { // "5p.m."
			x.opaque = true
		}
	}
	return end
}

// mergeNumbers joins numbers in words: "twenty-five", "two hundred", "forty
// first". It works in place.
func (t *Tagger) mergeNumbers(lex []lexeme) []lexeme {
	out := lex[:0]
	for i := 0; i < len(lex); {
		x, next := lex[i], i+1
		if x.class&t.numberWords != 0 {
			next = t.numberWordsAt(lex, i, &x)
		}
		out = append(out, x)
		i = next
	}
	return out
}

// numberWordsAt reads the longest number in words at lex[i] into x.
func (t *Tagger) numberWordsAt(lex []lexeme, i int, x *lexeme) int {
	value := func(j int, c class) float64 {
		if j >= len(lex) || lex[j].class&c == 0 {
			return -1
		}
		return float64(t.lexicon.words[lex[j].word].value(c))
	}
	next := i + 1
	total, ordinal := value(i, t.cardinal), false
	if total < 0 {
		total, ordinal = value(i, t.ordinal), true
	}
	if !ordinal && total >= 20 && total < 100 && int(total)%10 == 0 {
		at := next
		if at < len(lex) && lex[at].word == t.marks['-'] {
			at++
		}
		if ones := value(at, t.cardinal); ones > 0 && ones < 10 {
			total, next = total+ones, at+1
		} else if ones := value(at, t.ordinal); ones > 0 && ones < 10 {
			total, ordinal, next = total+ones, true, at+1
		}
	}
	if scale := value(next, t.scale); !ordinal && scale > 0 {
		total, next = total*scale, next+1
	}
	x.num, x.end, x.digits = total, lex[next-1].end, 0
	if ordinal {
		x.class = x.class&^t.ordinal | classOrd
		if total >= 1 && total <= 31 {
			x.class |= classDOrd
		}
	} else {
		x.class |= classN | classWordN | classCount
	}
	return next
}
