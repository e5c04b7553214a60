// Package kb is the knowledge base: who is known to the world, under which
// names, and who held which office when.
package kb
