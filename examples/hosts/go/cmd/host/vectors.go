package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"calliyo.example/host/calliyo"
)

// vectors asks the library every vector, tells each difference, and says whether there was none.
func vectors(folders []string) (bool, error) {
	passed := 0
	for _, folder := range folders {
		same, err := passes(folder)
		if err != nil {
			return false, err
		}
		if same {
			passed++
		}
	}
	fmt.Printf("%d passed, %d failed\n", passed, len(folders)-passed)
	return passed == len(folders), nil
}

// passes says whether the vector in a folder gets its response, after telling how the answer differs.
func passes(folder string) (bool, error) {
	texts := map[string][]byte{}
	for _, name := range []string{"operation", "request.json", "response.json"} {
		text, err := readText(filepath.Join(folder, name))
		if err != nil {
			return false, err
		}
		texts[name] = text
	}
	answer, err := answer(folder, string(texts["operation"]), texts["request.json"])
	if err != nil {
		return false, err
	}
	if bytes.Equal(answer, texts["response.json"]) {
		return true, nil
	}
	fmt.Printf("%s\n  expected %s\n  got      %s\n", folder, texts["response.json"], answer)
	return false, nil
}

// answer asks the engine of the vector's policy, or none where there is no policy.
func answer(folder, operation string, request []byte) ([]byte, error) {
	var engine *calliyo.Engine
	policy, err := readText(filepath.Join(folder, "policy.json"))
	switch {
	case err == nil:
		if engine, err = calliyo.Open(policy); err != nil {
			return nil, err
		}
		defer engine.Close()
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	return engine.Answer(operation, request)
}
