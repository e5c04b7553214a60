package query

// The lists of the world tier: what comes of comparing articles.
const (
	Stories         List = "stories"
	Threads         List = "threads"
	Incidents       List = "incidents"
	Ledger          List = "ledger" // agreements over all articles
	Disputes        List = "disputes"
	Positions       List = "positions"
	Namings         List = "naming"
	Inconsistencies List = "inconsistencies"
)

// WorldLists are all of them.
var WorldLists = [...]List{Stories, Threads, Incidents, Ledger, Disputes, Positions, Namings, Inconsistencies}

// worldFields are the fields of a list of the world tier, nil of any other. A
// row has an outlet or an article if any of its words stands there, and is
// within bounds of days if any of its days is.
func (l List) worldFields() []Field {
	fields := []Field{
		{Name: "actor", Help: "who has a part in it: a name, words, or an actor's id (Q58217, x:ana-kovac)", Match: ByName},
		outletField(), sinceField(), untilField(), articleField(),
	}
	place := Field{Name: "place", Help: "where: a name or an actor's id", Match: ByName}
	switch l {
	case Stories:
		return append(fields, Field{Name: "thread", Help: "the thread that it belongs to, by id", Match: ByID})
	case Threads:
		return append(fields, Field{Name: "story", Help: "a story that belongs to it, by id", Match: ByID})
	case Incidents:
		return append(fields,
			Field{Name: "source", Help: "who is said to have done it", Match: ByName},
			Field{Name: "target", Help: "to whom it was done", Match: ByName}, place,
			Field{Name: "type", Help: "what was done, in PLOVER's words", Match: ByValue, Values: eventTypes()},
			Field{Name: "mode", Help: "how it was done, in PLOVER's words (aerial, visit), or how that word begins", Match: ByStart},
			Field{Name: "cameo", Help: "its CAMEO code, or how that begins: 19", Match: ByStart},
			Field{Name: "status", Help: "whether it happened", Match: ByValue, Values: eventStatuses(), Default: "happened"})
	case Ledger:
		return append(fields,
			Field{Name: "party", Help: "a party to it", Match: ByName},
			Field{Name: "broker", Help: "who brokered it", Match: ByName}, place,
			Field{Name: "type", Help: "what sort of agreement it is", Match: ByValue, Values: agreementTypes()},
			Field{Name: "status", Help: "how far it came, by anybody's word", Match: ByValue, Values: agreementStatuses()})
	case Disputes:
		return append(fields,
			Field{Name: "kind", Help: "what the sides differ on", Match: ByValue, Values: []string{"denial", "accusation", "figures", "status", "attribution", "stance"}},
			Field{Name: "agreement", Help: "the agreement that it is about, by id", Match: ByID},
			Field{Name: "incident", Help: "the incident that it is about, by id", Match: ByID})
	case Positions:
		return append(fields,
			Field{Name: "concept", Help: "the concept of the codebook, or how it begins", Match: ByStart},
			Field{Name: "value", Help: "where the actor stands on it", Match: ByValue, Values: []string{"agree", "disagree"}})
	case Namings:
		return append(fields,
			Field{Name: "wording", Help: "the words that name the actor, or a part of them", Match: ByPart},
			Field{Name: "voice", Help: "whose words they are: the outlet's, a quotation's, or an editor's in one", Match: ByValue, Values: []string{"own", "quoted", "inserted"}})
	case Inconsistencies:
		return append(fields, Field{Name: "kind", Help: "what does not go together, or how that begins", Match: ByStart})
	}
	return nil
}

// Everything is what there is on a question: a timeline, and what comes of many
// articles beside it. Its fields are those of all its lists: a field that only
// some of them have asks for rows of these alone.
const Everything List = "everything"

// EverythingLists are the lists of it. What became of agreements stands in the
// ledger, and not beside it.
var EverythingLists = [...]List{Statements, Events, Positions, Ledger, Disputes, Incidents, Stories}
