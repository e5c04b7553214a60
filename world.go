package onrecord

// The world tier: what comes of laying the records of many articles side by
// side. Each type here is a row that a store keeps and that command line, page
// and API put out as it is, so its JSON names are those of the contract
// (docs/world.schema.json). Days are ISO 8601 with as much as is known
// ("2016-02"), "" for unknown. Whoever is named keeps a name even where no
// actor is known, and every fact has the words it was read from.

// Cite is words of a stored text, and what claims them.
type Cite struct {
	Article   ArticleID `json:"article"`
	Outlet    string    `json:"outlet"`
	Published string    `json:"published"`
	Statement ClaimID   `json:"statement"` // "" where no statement says so
	Event     ClaimID   `json:"event"`     // "" where it is no event
	// Start and End count code points, as everywhere outside the program: a
	// cite is kept and shown apart from its article's text.
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Who is somebody as a row names them: Actor is "" where nobody known is meant.
type Who struct {
	Actor ActorID `json:"actor"`
	Name  string  `json:"name"`
}

// Counts are the three counts of what articles report.
type Counts struct {
	Articles int `json:"articles"`
	Texts    int `json:"texts"`   // distinct ones
	Sources  int `json:"sources"` // independent ones: copies and reports of one agency's text are one
}

// Period is a day or a span of days with what is known of its bounds.
type Period struct {
	Value    string `json:"value"` // TIMEX3
	Earliest string `json:"earliest"`
	Latest   string `json:"latest"`
}

// Story is articles that report one happening, copies folded.
type Story struct {
	ID       string         `json:"id"`
	Title    string         `json:"title"` // words of one of its articles
	First    string         `json:"first"`
	Last     string         `json:"last"`
	Thread   string         `json:"thread"`
	Articles []StoryArticle `json:"articles"`
	Counts   Counts         `json:"counts"`
	Actors   []StoryActor   `json:"actors"`
}

// StoryArticle is an article of a story.
type StoryArticle struct {
	ID        ArticleID `json:"id"`
	Outlet    string    `json:"outlet"`
	Published string    `json:"published"`
	CopyOf    ArticleID `json:"copy_of"` // "" for a text of its own
	Version   int       `json:"version"`
}

// StoryActor is somebody in a story or a thread.
type StoryActor struct {
	Who
	Articles int `json:"articles"` // that mention them
}

// Thread is an affair over months and years.
type Thread struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	First   string   `json:"first"`
	Last    string   `json:"last"`
	Stories []string `json:"stories"`
	// Articles are those of the stories, in their order.
	Articles []StoryArticle `json:"articles"`
	Counts   Counts         `json:"counts"`
	Actors   []StoryActor   `json:"actors"`
}

// Incident is events of several articles that are one happening.
type Incident struct {
	ID      string         `json:"id"`
	Plover  IncidentPlover `json:"plover"`
	CAMEO   string         `json:"cameo"`
	When    Period         `json:"when"`
	Where   Who            `json:"where"`
	Source  []Who          `json:"source"`
	Target  []Who          `json:"target"`
	Status  EventStatus    `json:"status"`
	Figures []Figure       `json:"figures"` // side by side, never averaged
	Cites   []Cite         `json:"cites"`
	Counts  IncidentCounts `json:"counts"`
	// Breaks are the agreements that it is held to break, DeniedBy those who deny it.
	Breaks   []IncidentBreach `json:"breaks"`
	DeniedBy []Who            `json:"denied_by"`
	Blamed   []IncidentBlame  `json:"blamed"`
}

// IncidentBlame is who is said to have done what an incident is, and by whom:
// those that articles report it of, none where all say so in their own words.
type IncidentBlame struct {
	Who   []Who  `json:"who"`
	By    []Who  `json:"by"`
	Cites []Cite `json:"cites"`
}

// IncidentBreach is an agreement of an article that an incident is held to break.
type IncidentBreach struct {
	Article   ArticleID `json:"article"`
	Agreement ClaimID   `json:"agreement"`
	AllegedBy []Who     `json:"alleged_by"` // none where the article says so in its own words
}

// IncidentPlover is a Plover in the contract's words.
type IncidentPlover struct {
	Event   EventType `json:"event"`
	Mode    string    `json:"mode"`
	Context []string  `json:"context"`
}

// IncidentCounts are how many articles tell of an incident.
type IncidentCounts struct {
	Articles int `json:"articles"`
	Sources  int `json:"sources"`
}

// Figure is a number that articles give, with the bounds their words leave, and
// those that they have it from; a cite that is part of no statement gives it in
// the outlet's own words.
type Figure struct {
	What  string `json:"what"`
	Min   *int   `json:"min"`
	Max   *int   `json:"max"`
	By    []Who  `json:"by"`
	Cites []Cite `json:"cites"`
}

// LedgerAgreement is one agreement over all articles, by whatever names they call it.
type LedgerAgreement struct {
	ID        string           `json:"id"`
	Name      string           `json:"name"`
	Names     []string         `json:"names"`
	Type      AgreementType    `json:"type"`
	Parties   []Who            `json:"parties"`
	Brokers   []Who            `json:"brokers"`
	Monitors  []Who            `json:"monitors"`
	Place     Who              `json:"place"`
	History   []LedgerStatus   `json:"history"` // by when, then by publication
	Latest    []LedgerStatus   `json:"latest"`  // of each asserter
	Contested bool             `json:"contested"`
	Incidents []LedgerIncident `json:"incidents"`
	Cites     []Cite           `json:"cites"` // of its names, in articles that name it and tell nothing of it
	// References are rows of lists that others keep of agreements; the ledger
	// itself knows none of them.
	References []LedgerReference `json:"references"`
}

// LedgerStatus is somebody's word that an agreement had a status; an empty
// AccordingTo is the outlet's own voice.
type LedgerStatus struct {
	Status      AgreementStatus `json:"status"`
	When        Period          `json:"when"`
	AccordingTo Who             `json:"according_to"`
	Cite        Cite            `json:"cite"`
	Term        string          `json:"term"` // for how long, by these words: a TIMEX3 duration, "" where they give none
}

// LedgerIncident is an incident that is held against an agreement.
type LedgerIncident struct {
	Incident  string `json:"incident"`
	AllegedBy []Who  `json:"alleged_by"`
	DeniedBy  []Who  `json:"denied_by"`
}

// DisputeKind is what a dispute rests on.
type DisputeKind string

// The kinds of disputes.
const (
	DisputeDenial      DisputeKind = "denial"
	DisputeAccusation  DisputeKind = "accusation" // each the other
	DisputeFigures     DisputeKind = "figures"
	DisputeStatus      DisputeKind = "status"      // "violated" against "holding"
	DisputeAttribution DisputeKind = "attribution" // who did it
	DisputeStance      DisputeKind = "stance"
)

// DisputeKinds are all of them.
var DisputeKinds = [...]DisputeKind{DisputeDenial, DisputeAccusation, DisputeFigures, DisputeStatus, DisputeAttribution, DisputeStance}

// Dispute is two statements, or two reports, on one matter that cannot both
// hold. It is never a verdict.
type Dispute struct {
	ID      string      `json:"id"`
	Kind    DisputeKind `json:"kind"`
	Matter  Matter      `json:"matter"`
	Sides   []Side      `json:"sides"`
	First   string      `json:"first"`
	Last    string      `json:"last"`
	FoundBy string      `json:"found_by"`
}

// Matter is what a dispute is about.
type Matter struct {
	Text      string `json:"text"` // words of one side
	Actors    []Who  `json:"actors"`
	Agreement string `json:"agreement"`
	Incident  string `json:"incident"`
}

// Side is one side of a dispute; Who is empty where the text leaves it open.
type Side struct {
	Who    []Who  `json:"who"`
	Stance string `json:"stance"`
	Cites  []Cite `json:"cites"`
}

// Position is where an actor stands on a concept of a codebook, by one statement.
type Position struct {
	ID string `json:"id"`
	Who
	Concept string `json:"concept"`
	Value   string `json:"value"` // agree, disagree
	When    string `json:"when"`
	FoundBy string `json:"found_by"`
	// Codebook is the value of the codebook where a person's word stands in its
	// place, "" where it has none.
	Codebook string `json:"codebook"`
	Cite     Cite   `json:"cite"`
}

// Shift is an actor's change of position on a concept.
type Shift struct {
	Who
	Concept string   `json:"concept"`
	From    Position `json:"from"`
	To      Position `json:"to"`
}

// Voice is whose words a wording stands in.
type Voice string

// The voices.
const (
	OwnVoice      Voice = "own" // the outlet's
	QuotedVoice   Voice = "quoted"
	InsertedVoice Voice = "inserted" // by an editor, into what is quoted
)

// Naming is how an outlet words an actor, in one voice.
type Naming struct {
	ID string `json:"id"`
	Who
	Outlet   string `json:"outlet"`
	Wording  string `json:"wording"`
	Voice    Voice  `json:"voice"`
	Count    int    `json:"count"`
	Articles int    `json:"articles"`
	First    string `json:"first"`
	Last     string `json:"last"`
	Cite     Cite   `json:"cite"`
}

// Inconsistency is what does not go together within an article, between its
// versions or between copies.
type Inconsistency struct {
	ID      string    `json:"id"`
	Kind    string    `json:"kind"`
	Article ArticleID `json:"article"`
	Message string    `json:"message"`
	Cites   []Cite    `json:"cites"`
}
