// Package train builds the models of package annotate from annotated corpora
// and free text. It is imported by the command train only and is no part of
// the product.
package train
