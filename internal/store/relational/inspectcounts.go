package relational

import (
	"database/sql"
	"strings"

	"onrecord"
)

// strays looks for rows of articles that are not there.
func (in *inspector) strays() error {
	rows := in.store.engine.Indexed("world_words")
	for what, q := range map[string]string{ // in any order
		"statements":  "SELECT count(*) FROM statement s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.num >> 20)",
		"events":      "SELECT count(*) FROM event s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.num >> 20)",
		"agreements":  "SELECT count(*) FROM agreement s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.num >> 20)",
		"memberships": "SELECT count(*) FROM membership s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.num >> 20)",
		"parts":       "SELECT count(*) FROM part s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.claim >> 20)",
		"words":       "SELECT count(*) FROM " + in.store.engine.Indexed("article_words") + " s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.id)",
		"facts given": "SELECT count(*) FROM world_given s WHERE s.source > 0 AND NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.source)",
		"words of rows": `SELECT (SELECT count(*) FROM world_row r WHERE NOT EXISTS (SELECT 1 FROM ` + rows + ` d WHERE d.id = r.num)) +
			(SELECT count(*) FROM ` + rows + ` d WHERE NOT EXISTS (SELECT 1 FROM world_row r WHERE r.num = d.id))`,
		"values of rows": `SELECT (SELECT count(*) FROM (` + in.store.engine.Valued() + `) n WHERE NOT EXISTS (SELECT 1 FROM world_has h WHERE h.value = n.value AND h.row = n.row)) +
			(SELECT count(*) FROM world_has h WHERE NOT EXISTS (SELECT 1 FROM world_row r WHERE r.num = h.row))`,
		"keys of rows": "SELECT count(*) FROM world_row r WHERE NOT EXISTS (SELECT 1 FROM world_key k WHERE k.num = r.key)",
		"facts":        "SELECT count(*) FROM world_fact s WHERE s.source > 0 AND NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.source)",
	} {
		var n int
		if err := in.tx.QueryRowContext(in.ctx, q).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			if err := in.fault("", false, "%d %s are of nothing that is there", n, what); err != nil {
				return err
			}
		}
	}
	return nil
}

// totals looks whether what is counted by adding and subtracting is what there is.
func (in *inspector) totals() error {
	for what, q := range map[string]string{ // in any order
		"values of claims": `SELECT count(*) FROM facet f LEFT JOIN (SELECT facet, count(*) AS n FROM
			(SELECT facet FROM statement UNION ALL SELECT facet FROM event UNION ALL SELECT facet FROM membership UNION ALL SELECT facet FROM agreement_status) a GROUP BY facet) c
			ON c.facet = f.num WHERE f.n <> coalesce(c.n, 0)`,
		"years of statements":       `SELECT count(*) FROM statement_year y FULL JOIN (` + tallyOfYears("TRUE") + `) c ON c.facet = y.facet AND c.year = y.year WHERE coalesce(y.n, 0) <> coalesce(c.n, 0)`,
		"who says what":             `SELECT count(*) FROM said_by b FULL JOIN (SELECT actor, facet, count(*) AS n FROM part WHERE role = 1 GROUP BY 1, 2) c ON c.actor = b.actor AND c.facet = b.facet WHERE coalesce(b.n, 0) <> coalesce(c.n, 0)`,
		"whom statements are about": `SELECT count(*) FROM said_of b FULL JOIN (SELECT actor, facet, count(*) AS n FROM part WHERE role = 2 GROUP BY 1, 2) c ON c.actor = b.actor AND c.facet = b.facet WHERE coalesce(b.n, 0) <> coalesce(c.n, 0)`,
		"months of claims": `SELECT count(*) FROM claim_month m FULL JOIN (SELECT CASE WHEN last = 0 AND first < 99999999 THEN -first / 100 ELSE ` + monthSQL + ` END AS month, facet, count(*) AS n
			FROM (SELECT first, last, facet FROM statement UNION ALL SELECT first, last, facet FROM event) x GROUP BY 1, 2) c ON c.facet = m.facet AND c.month = m.month WHERE coalesce(m.n, 0) <> coalesce(c.n, 0)`,
		"months of events": `SELECT count(*) FROM event_month m LEFT JOIN (SELECT facet, CASE WHEN first / 100 = last / 100 THEN first / 100
			WHEN first / 10000 = last / 10000 THEN first / 10000 * 100 ELSE 0 END AS month, count(*) AS n FROM event GROUP BY 1, 2) c
			ON c.facet = m.facet AND c.month = m.month WHERE m.n <> coalesce(c.n, 0)`,
		"names of events": `WITH c AS (` + tallies("WHERE") + " UNION ALL " + tallyOfMonths("") + `) SELECT
			(SELECT count(*) FROM event_tally t LEFT JOIN c ON c.role = t.role AND c.word = t.name AND c.actor = t.actor WHERE t.n <> coalesce(c.n, 0)) +
			(SELECT count(*) FROM c WHERE NOT EXISTS (SELECT 1 FROM event_tally t WHERE c.role = t.role AND c.word = t.name AND c.actor = t.actor))`,
		"actors' articles and mentions": `SELECT count(*) FROM actor a LEFT JOIN (SELECT actor, count(*) AS articles, sum(mentions) AS mentions FROM actor_in GROUP BY actor) c ON c.actor = a.num
			WHERE a.shown AND a.id NOT IN (SELECT value FROM json_each(?1)) AND (a.articles <> coalesce(c.articles, 0) OR a.mentions <> coalesce(c.mentions, 0))`,
		"actors that stand apart": `SELECT count(*) FROM actor_apart c WHERE (c.articles, c.mentions) <> (SELECT count(*), coalesce(sum(mentions), 0) FROM actor_in i WHERE i.actor = c.actor)
			OR c.statements <> (SELECT count(*) FROM part p WHERE p.actor = c.actor AND p.role = 1 AND ` + said + `)
			OR c.about <> (SELECT count(*) FROM part p WHERE p.actor = c.actor AND p.role = 2 AND ` + said + `)`,
		"actors' statements": `SELECT count(*) FROM actor a LEFT JOIN (SELECT p.actor, count(*) AS n FROM part p JOIN facet f ON f.num = p.facet
			WHERE p.role = 1 AND f.kind IN ('', 'speech') AND f.status IN ('', 'made') GROUP BY p.actor) c ON c.actor = a.num
			WHERE a.shown AND a.id NOT IN (SELECT value FROM json_each(?1)) AND a.statements <> coalesce(c.n, 0)`,
	} {
		var args []any
		if strings.Contains(q, "?1") {
			args = []any{text(in.joined())}
		}
		var n int
		if err := in.tx.QueryRowContext(in.ctx, q, args...).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			if err := in.fault("", false, "%d counts of %s are wrong", n, what); err != nil {
				return err
			}
		}
	}
	wrong := 0
	err := Each(in.ctx, in.tx, "SELECT actor, words, outlet, n FROM wording", func(rows *sql.Rows) error {
		var k wordingKey
		var n int
		err := rows.Scan(&k.actor, &k.words, &k.outlet, &n)
		if in.wordings[k] != n {
			wrong++
		}
		delete(in.wordings, k)
		return err
	})
	if wrong += len(in.wordings); err == nil && wrong > 0 {
		err = in.fault("", false, "%d counts of wordings are wrong", wrong)
	}
	return err
}

// hashes looks whether what the world tier looks up by a hash is found by it.
func (in *inspector) hashes() error {
	for _, of := range [][2]string{
		{"keys", "SELECT coalesce(d.kind, ''), k.key, k.hash FROM world_key k LEFT JOIN world_kind d ON d.num = k.kind"},
		{"rows", "SELECT coalesce(d.kind, ''), r.id, r.hash FROM world_row r LEFT JOIN world_kind d ON d.num = r.kind"},
		{"values of rows", "SELECT field, value, hash FROM world_value"},
	} {
		wrong := 0
		err := Each(in.ctx, in.tx, of[1], func(rows *sql.Rows) error {
			var a, b string
			var hash int64
			err := rows.Scan(&a, &b, &hash)
			if hash != hashed(a, b) {
				wrong++
			}
			return err
		})
		if err == nil && wrong > 0 {
			err = in.fault("", false, "%d %s are not found by what they are", wrong, of[0])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// joined are those who stand for others: their counts are of all of them.
func (in *inspector) joined() []onrecord.ActorID {
	out := []onrecord.ActorID{}
	for id := range in.decided.names { // to be looked into
		if len(in.decided.Group(id)) > 1 {
			out = append(out, id)
		}
	}
	return out
}
