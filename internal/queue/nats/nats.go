// Package nats keeps a queue in NATS JetStream: in a cluster, or in the same
// server at work within this process, its files in a directory. Both go the
// same way; only the first connection differs.
//
// A stream of the work-queue sort has the jobs, a subject each: that of its
// article and, within it, that of its content. Of a subject it holds one message,
// so what is put twice waits once. A second stream has the dead letters. How
// often reading one began that was given out often stands in a bucket, how far
// those who put have read in another, and what is too large for a message in a
// store of objects.
package nats

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"onrecord"
	"onrecord/internal/queue"
	"onrecord/internal/store/record"
)

// Grace is how long a worker may say nothing of what it holds, if the address
// does not say otherwise. Short enough that the work of one that died is soon
// done by others, long enough for one that the machine has no time for.
const Grace = 30 * time.Second

// patience is how long a server that does not answer is waited for before
// somebody hears of it.
const patience = 30 * time.Second

// outstanding is how many messages are on their way to the server at most: more
// than fill a line, and few enough that they take little memory.
const outstanding = 256

// Queue is a queue.Queue in JetStream.
type Queue struct {
	name    string // of its streams
	address string // as it is shown
	grace   time.Duration
	copies  int

	host     *host // nil where the server is another's
	conn     *nats.Conn
	js       jetstream.JetStream
	codec    *record.Codec
	session  string // of this process, in the ids of its messages
	sent     atomic.Int64
	work     jetstream.Stream
	dead     jetstream.Stream
	consumer jetstream.Consumer
	tries    jetstream.KeyValue
	places   jetstream.KeyValue
}

var _ queue.Queue = (*Queue)(nil)

// place is what an address says.
type place struct {
	dir     string   // of the files, for the server in this process
	servers []string // of others
	name    string
	grace   time.Duration
	copies  int
	creds   string
	ca      string
	cert    string
	key     string
}

// parse reads an address: file:DIR, or nats://HOST:PORT,… and tls://….
func parse(address string) (place, error) {
	scheme, rest, ok := strings.Cut(address, ":")
	if !ok {
		return place{}, errors.New("it begins with no scheme: want file:DIR or nats://HOST:PORT")
	}
	path, query, _ := strings.Cut(rest, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return place{}, fmt.Errorf("what stands behind the question mark: %w", err)
	}
	p := place{name: "onrecord", grace: Grace, copies: 1}
	if err := p.set(values); err != nil {
		return place{}, err
	}
	switch scheme {
	case "file":
		if p.dir = strings.TrimPrefix(path, "//"); p.dir == "" {
			return place{}, errors.New("it names no directory")
		}
		return p, nil
	case "nats", "tls":
		p.servers, err = serversOf(scheme, strings.TrimPrefix(path, "//"))
		return p, err
	}
	return place{}, fmt.Errorf("no queue has the scheme %q: want file:DIR or nats://HOST:PORT", scheme)
}

// set reads what stands behind the question mark.
func (p *place) set(values url.Values) (err error) {
	texts := map[string]*string{"name": &p.name, "creds": &p.creds, "ca": &p.ca, "cert": &p.cert, "key": &p.key}
	for field, given := range values {
		value := given[len(given)-1]
		if to := texts[field]; to != nil {
			*to = value
			continue
		}
		switch field {
		case "grace":
			if p.grace, err = time.ParseDuration(value); err != nil || p.grace < 100*time.Millisecond {
				return fmt.Errorf("grace=%s is no time of a tenth of a second or more, such as 30s", value)
			}
		case "replicas":
			if p.copies, err = strconv.Atoi(value); err != nil || p.copies < 1 || p.copies > 5 {
				return fmt.Errorf("replicas=%s is no number from 1 to 5", value)
			}
		default:
			return fmt.Errorf("it has no %q; it may have name, grace, replicas, creds, ca, cert and key", field)
		}
	}
	if strings.ContainsAny(p.name, ". *>/\\\t") || p.name == "" {
		return fmt.Errorf("name=%q may have no dots, stars, slashes and spaces", p.name)
	}
	return nil
}

// serversOf are the servers of "user:password@host:port,host:port".
func serversOf(scheme, rest string) ([]string, error) {
	who, hosts := "", rest
	if at := strings.LastIndexByte(rest, '@'); at >= 0 {
		who, hosts = rest[:at+1], rest[at+1:]
	}
	var out []string
	for host := range strings.SplitSeq(hosts, ",") {
		u, err := url.Parse(scheme + "://" + who + host)
		if err != nil || u.Host == "" || u.Path != "" {
			return nil, fmt.Errorf("%q is no host", host)
		}
		out = append(out, u.String())
	}
	return out, nil
}

// redacted is an address without its password.
func redacted(address string) string {
	if at := strings.LastIndexByte(address, '@'); at >= 0 {
		if scheme, _, ok := strings.Cut(address, "://"); ok {
			return scheme + "://…@" + address[at+1:]
		}
	}
	return address
}

// Open opens the queue at an address and makes it where there is none. told
// hears what is worth a word: that the server no longer answers, and that it does again.
func Open(ctx context.Context, address string, told func(string)) (*Queue, error) {
	p, err := parse(address)
	if err != nil {
		return nil, onrecord.Errorf(onrecord.Invalid, "%s: %w", redacted(address), err)
	}
	q := &Queue{name: p.name, address: redacted(address), grace: p.grace, copies: p.copies, session: nats.NewInbox()}
	if q.codec, err = record.NewCodec(); err != nil {
		return nil, err
	}
	if err := q.connect(ctx, p, told); err != nil {
		_ = q.Close() // what failed first is told
		return nil, q.wrap("open", err)
	}
	if err := q.streams(ctx); err != nil {
		_ = q.Close()
		return nil, q.wrap("open", err)
	}
	return q, nil
}

// connect connects to the server, which for a directory may be our own.
func (q *Queue) connect(ctx context.Context, p place, told func(string)) (err error) {
	options := []nats.Option{
		nats.Name("onrecord"), nats.MaxReconnects(-1), nats.ReconnectWait(200 * time.Millisecond), nats.ReconnectJitter(100*time.Millisecond, 100*time.Millisecond),
		// Who hears nothing for as long as its grace has lost what it holds, and is to
		// know; a server that has no time for a moment is not given up.
		nats.PingInterval(min(10*time.Second, max(time.Second, q.grace/3))), nats.MaxPingsOutstanding(2), nats.Timeout(5 * time.Second),
		nats.ReconnectBufSize(-1), // what is not sent is not kept: who sent it hears of that, and sends it again
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				told(fmt.Sprintf("the queue at %s does not answer: %v", q.address, err))
			}
		}),
		nats.ReconnectHandler(func(*nats.Conn) { told(fmt.Sprintf("the queue at %s answers again", q.address)) }),
		nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}), // whoever asked hears of it
	}
	if p.dir != "" {
		if q.host, err = newHost(p.dir); err != nil {
			return err
		}
		p.servers = []string{"nats://127.0.0.1:1"} // the host knows where it is
		options = append(options, nats.SetCustomDialer(q.host), nats.TokenHandler(q.host.token), nats.IgnoreDiscoveredServers())
	}
	if p.creds != "" {
		options = append(options, nats.UserCredentials(p.creds))
	}
	if p.ca != "" {
		options = append(options, nats.RootCAs(p.ca))
	}
	if p.cert != "" || p.key != "" {
		options = append(options, nats.ClientCert(p.cert, p.key))
	}
	if err := again(ctx, func() error {
		q.conn, err = nats.Connect(strings.Join(p.servers, ","), options...)
		return err
	}); err != nil {
		return err
	}
	q.js, err = jetstream.New(q.conn, jetstream.WithPublishAsyncMaxPending(outstanding), jetstream.WithPublishAsyncTimeout(10*time.Second), jetstream.WithDefaultTimeout(10*time.Second))
	return err
}

// again does what a server that is about to be there may refuse, for a while.
func again(ctx context.Context, do func() error) error {
	for end := time.Now().Add(patience); ; {
		err := do()
		if err == nil || !passing(err) || time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// passing reports whether an error of the server may be none when it is asked again.
func passing(err error) bool {
	if api, ok := errors.AsType[*jetstream.APIError](err); ok {
		return api.Code >= 500 // no leader, no room, on its way up
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return !dns.IsNotFound
	}
	if _, ok := errors.AsType[*net.OpError](err); ok {
		return true // whoever was there has gone, and somebody else may come
	}
	for _, one := range []error{io.EOF, nats.ErrNoServers, nats.ErrTimeout, nats.ErrNoResponders, nats.ErrConnectionReconnecting, nats.ErrDisconnected, nats.ErrReconnectBufExceeded,
		jetstream.ErrNoStreamResponse, jetstream.ErrAsyncPublishTimeout, jetstream.ErrNoHeartbeat, jetstream.ErrTooManyStalledMsgs, nats.ErrStaleConnection, context.DeadlineExceeded, errStarting} {
		if errors.Is(err, one) {
			return true
		}
	}
	return false
}

// The parts of a queue in its server.
const (
	dead   = "dead"
	large  = "large"
	tries  = "tries"
	places = "places"
)

func (q *Queue) bucket(part string) string { return q.name + "-" + part }

// subject is where a job is put, or its dead letter.
func (q *Queue) subject(part, id string) string {
	if part == dead {
		return q.name + ".dead." + id
	}
	return q.name + ".work." + id
}

// Most that a queue remembers of what was sent, to know what is sent twice: a
// sender who hears nothing sends again within the patience of one.
const duplicates = 2 * time.Minute

// streams opens what the queue consists of, and makes what is not there. What
// stands there may have been set otherwise by who looks after the servers.
func (q *Queue) streams(ctx context.Context) (err error) {
	work := jetstream.StreamConfig{
		Name: q.name, Description: "Articles that onrecord is to read.", Subjects: []string{q.subject("", ">")},
		Retention: jetstream.WorkQueuePolicy, Storage: jetstream.FileStorage, Replicas: q.copies, Duplicates: duplicates,
		// A job that waits already is refused, so that its order among those of its article stays.
		Discard: jetstream.DiscardNew, DiscardNewPerSubject: true, MaxMsgsPerSubject: 1,
	}
	letters := jetstream.StreamConfig{
		Name: q.bucket(dead), Description: "Articles that onrecord could not read.", Subjects: []string{q.subject(dead, ">")},
		Storage: jetstream.FileStorage, Replicas: q.copies, MaxMsgsPerSubject: 1, AllowDirect: true,
	}
	if q.work, err = q.stream(ctx, work); err != nil {
		return err
	}
	if q.dead, err = q.stream(ctx, letters); err != nil {
		return err
	}
	return again(ctx, func() error { return q.rest(ctx) })
}

// stream opens a stream or makes it.
func (q *Queue) stream(ctx context.Context, config jetstream.StreamConfig) (out jetstream.Stream, err error) {
	err = again(ctx, func() error {
		if out, err = q.js.Stream(ctx, config.Name); errors.Is(err, jetstream.ErrStreamNotFound) {
			out, err = q.js.CreateStream(ctx, config)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("open the stream %s: %w", config.Name, err)
	}
	return out, nil
}

// rest opens what stands beside the streams.
func (q *Queue) rest(ctx context.Context) (err error) {
	config := jetstream.ConsumerConfig{
		Durable: "workers", AckPolicy: jetstream.AckExplicitPolicy, AckWait: q.grace,
		MaxDeliver: -1, // how often is for us to say: who waits for another article is given out often
		// As many as all workers hold, and those that wait for another.
		MaxAckPending: 20_000, Replicas: q.copies,
	}
	if q.consumer, err = q.js.CreateOrUpdateConsumer(ctx, q.name, config); err != nil {
		return fmt.Errorf("open the line of workers: %w", err)
	}
	if q.tries, err = q.js.CreateOrUpdateKeyValue(ctx, jetstream.KeyValueConfig{Bucket: q.bucket(tries), Replicas: q.copies, TTL: 24 * time.Hour}); err != nil {
		return fmt.Errorf("open the count of tries: %w", err)
	}
	if q.places, err = q.js.CreateOrUpdateKeyValue(ctx, jetstream.KeyValueConfig{Bucket: q.bucket(places), Replicas: q.copies}); err != nil {
		return fmt.Errorf("open the places: %w", err)
	}
	if _, err = q.js.ObjectStore(ctx, q.bucket(large)); errors.Is(err, jetstream.ErrBucketNotFound) {
		_, err = q.js.CreateObjectStore(ctx, jetstream.ObjectStoreConfig{Bucket: q.bucket(large), Replicas: q.copies})
	}
	if err != nil {
		return fmt.Errorf("open the place for large articles: %w", err)
	}
	return nil
}

// Close ends the connection once what was said on it has arrived, and then the
// server, if it is ours. A server that has gone hears nothing any more, which is no
// fault: what was put it has said that it has, and what was held comes again.
func (q *Queue) Close() error {
	var err error
	if q.conn != nil && !q.conn.IsClosed() {
		if q.conn.IsConnected() {
			if err = q.conn.FlushTimeout(5 * time.Second); passing(err) || errors.Is(err, nats.ErrConnectionClosed) {
				err = nil
			}
		}
		q.conn.Close()
	}
	if q.host != nil {
		err = errors.Join(err, q.host.close())
	}
	return q.wrap("close", err)
}

// wrap says what was being done to which queue, and of what kind the error is.
func (q *Queue) wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	if known, ok := errors.AsType[*onrecord.Error](err); ok {
		return known
	}
	kind := onrecord.Internal
	if passing(err) {
		kind = onrecord.Transient
	}
	return &onrecord.Error{Kind: kind, Err: fmt.Errorf("%s the queue at %s: %w", doing, q.address, err)}
}
