// Command try is a scratch trainer.
package main

import (
	"context"
	"os"
	"strconv"

	"onrecord/annotate/train/sentences"
)

func main() {
	s := sentences.Defaults()
	s.Epochs, _ = strconv.Atoi(os.Args[2])
	s.L2, _ = strconv.ParseFloat(os.Args[3], 64)
	s.Rate, _ = strconv.ParseFloat(os.Args[4], 64)
	m, err := sentences.Train(context.Background(), os.Stderr, s, os.Args[5:]...)
	if err != nil {
		panic(err)
	}
	f, _ := os.Create(os.Args[1])
	m.Write(f)
	f.Close()
}
