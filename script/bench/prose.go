package main

// What articles of the corpus are made of. Nobody and nothing here is real but
// cities and the United Nations.
var (
	outlets   = []string{"Northern Wire", "Far Desk", "Steppe Courier", "Polaris", "Worldbrief", "Harbour Gazette", "The Valley Post", "Common Radio"}
	cities    = []string{"Geneva", "Vienna", "Oslo", "Nairobi", "Lima", "Jakarta", "Astana", "Doha", "Lisbon", "Accra"}
	endings   = []string{"burg", "port", " Valley", "field", " Crossing", "haven"}
	firsts    = []string{"Ana", "Ilya", "Marta", "Paul", "Rosa", "Tomas", "Elena", "Karim", "Lena", "Viktor", "Mele", "Joris", "Nadia", "Samuel", "Irene", "Omar"}
	roles     = []string{"foreign minister", "defence minister", "president", "prime minister", "chief negotiator", "interior minister", "ambassador", "finance minister", "army spokesman", "opposition leader"}
	syllables = []string{"bro", "da", "ke", "li", "mo", "ra", "sen", "ti", "vo", "zu", "ha", "ni", "pe", "gor", "el", "bri"}

	titles = []string{
		"{C} and {C} agree to talks on {topic}.", "{C} denies {deed-noun} in {C}.", "{C} says {clause}.", "Truce in {C} holds, monitors say.",
		"{C} accuses {C} of {deed-noun}.", "{group} reject plan for {topic}.",
	}
	leads = []string{
		"{P} said on {weekday} that {clause}, {time}.", "{C} and {C} signed {deal} on {weekday}, after {#} days of talks in {city}.",
		"{group} attacked {target} in {C} on {weekday}, killing at least {#} people, officials said.",
		"{P} accused {C} on {weekday} of {deed-noun} and warned that {clause}.",
		"{P} will meet the {role} of {C} in {city} next week to discuss {topic}, two officials said.",
	}
	sentences = []string{
		"“{quote},” {N} told reporters in {city}.", "“{quote},” {S} said. “{quote}.”", "{P} said that {clause}.", "{L} said {clause} and that {clause}.",
		"{S} added that {clause}, {time}.", "{N} denied that {clause}.", "{C} has repeatedly accused {C} of {deed-noun}, which it denies.",
		"According to {source}, {clause}.", "{source} told {outlet} that {clause}.", "{P} demanded that {C} withdraw its {forces} from {place}.",
		"{C} and {C} signed {deal} {time}, but both sides have since accused each other of {deed-noun}.", "{deal}, which was reached {time}, has largely held in {place}.",
		"{group} shelled {target} near {place} {time}, wounding {#} civilians, {source} said.", "{forces} of {C} crossed into {place} {time}.",
		"The United Nations called on {C} to allow aid into {place}, where more than {#} families have been without water since {time-of}.",
		"{P} promised to {act} if {C} would {act}.", "Asked whether {clause}, {L} replied that {S} had nothing to add.", "{L} declined to comment on {topic}.",
		"It was the {ordinal} time in {#} days that {group} had been blamed for {deed-noun}.", "{place}, a {place-kind} of about {#},000 people, lies {#} kilometres from the border with {C}.",
		"{C} expelled {#} diplomats of {C} {time} over {deed-noun}, and recalled its ambassador.", "The two countries have disputed {topic} for more than {#} years.",
		"{N} urged {group} to lay down their arms and to return to talks that broke down {time}.", "Analysts doubt that {clause}.",
		"In a statement, the government of {C} said {clause}; it gave no details.", "{S} did not say when {clause}.", "Neither side has published the text of {deal}.",
		"{P}, who met {P} {time}, said the mood had been “{mood}” and that {clause}.", "Prices of {goods} rose by {#} percent in {C} after {deed-noun} began {time}.",
		"A {mood} crowd of some {#} people gathered in front of the ministry {time} and demanded {topic}.", "Police arrested {#} of them, {source} said, before the {weekday} session was opened.",
		"“{quote},” the {role} said through a spokesman, “and {clause}.”", "{C} imposed sanctions on {#} officials of {C}, whom it holds responsible for {deed-noun}.",
	}
	places = map[string][]string{
		"weekday":    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
		"time":       {"on {weekday}", "last {weekday}", "earlier this month", "last year", "two weeks ago", "in March 2013", "on May 3", "late on {weekday}", "since the spring", "on the eve of the vote", "yesterday"},
		"time-of":    {"January", "the autumn of 2012", "last {weekday}", "the end of the war", "June 14"},
		"city":       cities,
		"outlet":     outlets,
		"role":       roles,
		"place":      {"{town}", "{town}", "the {name} valley", "Port {name}", "the district of {name}", "the {river} crossing", "Old {name}", "the island of {name}"},
		"place-kind": {"town", "port", "market town", "mining district", "fishing town"},
		"forces":     {"troops", "soldiers", "tanks", "border guards", "naval ships", "paratroopers"},
		"group":      {"rebels of the {river} Front", "separatists", "the opposition", "gunmen", "government forces", "militants of the {river} Banner", "protesters"},
		"target":     {"a convoy", "a checkpoint", "the airport", "a police station", "a field hospital", "an oil depot", "a school", "the {name} power station", "a bridge over the {river}", "the mayor's house in {name}"},
		"goods":      {"bread", "fuel", "wheat", "medicine"},
		"mood":       {"tense", "constructive", "hopeful", "angry", "businesslike", "cold"},
		"ordinal":    {"second", "third", "fourth", "seventh"},
		"topic":      {"the release of {#} prisoners", "water rights on the {river}", "the border at {town}", "a new constitution for {C}", "the price of gas from {C}", "free elections", "the return of refugees", "fishing rights off {name}"},
		"deal":       {"a ceasefire agreement", "the {town} accord", "a truce", "the {town} memorandum", "a prisoner exchange deal", "a treaty on {topic}"},
		"source":     {"a senior official", "two diplomats", "the monitoring mission", "residents", "state television", "a report by the United Nations", "an aid worker", "the interior ministry of {C}"},
		"deed-noun":  {"breaking the ceasefire", "shelling villages", "arming rebels", "hacking its election commission", "blocking aid convoys", "violating its airspace", "the killing of {#} soldiers", "holding back gas"},
		"act":        {"withdraw its {forces}", "release all prisoners", "open the crossing", "lift the sanctions", "resume talks on {topic}", "accept monitors in {place}", "publish the text of {deal}"},
		"clause": {
			"{C} was ready to {act}", "its {forces} had left {place}", "{deal} would be signed before {weekday}", "no soldier of {C} had crossed the border",
			"{#} people had been killed in {place}", "{C} had agreed to {act}", "talks on {topic} could begin {time}", "the government would not {act} unless {C} did so first",
			"{group} had attacked {target} near {place}", "{deal} was being violated every day", "a delegation from {C} had arrived in {city}", "the {role} of {C} would resign",
			"monitors had counted {#} explosions around {place} {time}", "both countries wanted {topic} to be settled by a court", "{C} must {act}",
		},
		"quote": {
			"We will not sign in {city} what nobody in {C} has read", "Nobody in {place} wants another winter like that of {time-of}", "Our {forces} in {place} are on our own soil and they will stay there",
			"The door to {topic} is open, but it will not stay open for {#} days", "If they {act}, we will do the same within a day", "There was no shelling of {place} {time} and there will be none",
			"We have waited {#} days for an answer and we can wait {#} more", "I told my colleague from {C} that this is a mistake", "What was agreed in {city} has to be carried out to the letter",
			"It is too early to speak of peace in {place} when {#} people still have no roof", "We are grateful to {C} for its help with {topic}", "They have burned {target} in {place} and they know it",
		},
	}
)
