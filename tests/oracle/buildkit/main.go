// SPDX-License-Identifier: Apache-2.0

// What image BuildKit makes of a Dockerfile.
//
// On standard input stand JSON lines {"path", "target", "args"}; for each come
// two on standard output, {"path", "base", "error", "config", "warnings"}: with
// a base image that says nothing and with one that says everything.  Nothing is
// run or fetched, and a base image has whatever name is asked for.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerui"
	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

type resolver struct{ config []byte }

func (r resolver) ResolveImageConfig(ctx context.Context, ref string, opt sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	return ref, "", r.config, nil
}

const rootfs = `"rootfs":{"type":"layers","diff_ids":["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]}`

var bases = [][2]string{
	{"empty", `{"architecture":"amd64","os":"linux","config":{},` + rootfs + `}`},
	{"full", `{"architecture":"amd64","os":"linux","config":{"User":"BASEUSER","Entrypoint":["BASEENTRY"],"Cmd":["BASECMD"],"Env":["PATH=/basepath","BASEVAR=basevalue","A=9","B=9","PORT=9"],"ExposedPorts":{"65000/tcp":{}},"Volumes":{"/basevol":{}},"WorkingDir":"/basewd","Labels":{"baselabel":"1"},"StopSignal":"SIGWINCH","Healthcheck":{"Test":["CMD","basehealth"]}},` + rootfs + `}`},
}

type question struct {
	Path   string            `json:"path"`
	Target string            `json:"target"`
	Args   map[string]string `json:"args"`
}

type answer struct {
	Path     string          `json:"path"`
	Base     string          `json:"base"`
	Error    string          `json:"error,omitempty"`
	Config   json.RawMessage `json:"config,omitempty"`
	Warnings []string        `json:"warnings,omitempty"`
}

func build(q question, text []byte, base, config string) (a answer) {
	a = answer{Path: q.Path, Base: base}
	defer func() {
		if e := recover(); e != nil {
			a.Error = fmt.Sprintf("panic: %v", e)
		}
	}()
	args := map[string]string{}
	for k, v := range q.Args {
		args[k] = v
	}
	caps := pb.Caps.CapSet(pb.Caps.All())
	res, err := dockerfile2llb.Dockerfile2LLB(context.TODO(), text, dockerfile2llb.ConvertOpt{
		Config:         dockerui.Config{Target: q.Target, BuildArgs: args},
		TargetPlatform: &ocispecs.Platform{OS: "linux", Architecture: "amd64"},
		MetaResolver:   resolver{[]byte(config)},
		LLBCaps:        &caps,
		Warn: func(rulename, description, url, fmtmsg string, location []parser.Range) {
			a.Warnings = append(a.Warnings, rulename)
		},
	})
	if err == nil {
		_, err = res.State.Marshal(context.TODO())
	}
	if err != nil {
		a.Error = "unknown"
		if err.Error() != "" {
			a.Error = err.Error()
		}
		return
	}
	a.Config, _ = json.Marshal(res.Image.Config)
	return
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<24)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var q question
		if strings.TrimSpace(in.Text()) == "" {
			continue
		}
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			panic(err)
		}
		text, err := os.ReadFile(q.Path)
		if err != nil {
			panic(err)
		}
		for _, base := range bases {
			if err := out.Encode(build(q, text, base[0], base[1])); err != nil {
				panic(err)
			}
		}
	}
}
