// Command host does in Go what the hosts in all the other languages do; examples/hosts/README.md tells what that is.
package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
)

const usage = `usage: host FOLDER             a morning at the company in the folder
       host vectors FOLDER... conformance vectors, a folder each
       host bench N           an assignment of N leads, timed`

func main() {
	passed, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if !passed {
		os.Exit(1)
	}
}

// run does what is asked for, and says whether every vector passed.
func run(arguments []string) (bool, error) {
	switch {
	case len(arguments) > 0 && arguments[0] == "vectors":
		return vectors(arguments[1:])
	case len(arguments) == 2 && arguments[0] == "bench":
		leads, err := strconv.ParseUint(arguments[1], 10, 31)
		if err != nil {
			return false, err
		}
		return true, bench(int(leads))
	case len(arguments) == 1:
		return true, morning(arguments[0])
	default:
		return false, fmt.Errorf(usage)
	}
}

// readText reads a file; one newline at its end is not part of its text.
func readText(path string) ([]byte, error) {
	content, err := os.ReadFile(path)
	return bytes.TrimSuffix(content, []byte("\n")), err
}
