package pgtest

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"runtime"
	"strconv"
	"syscall"
)

// account is whose programs PostgreSQL's are when root runs the tests, or nil.
func account() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("%w; PostgreSQL is not run by root, and Debian's package makes that user", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// giveAway makes the folder the account's.
func giveAway(dir string) error {
	who, err := account()
	if err != nil || who == nil {
		return err
	}
	return os.Chown(dir, int(who.Uid), int(who.Gid))
}

func run(c *exec.Cmd) (err error) {
	if c.SysProcAttr, err = attributes(); err != nil {
		return err
	}
	return c.Run()
}

// launch starts the command, which ends with this program whatever becomes of that, and reports its end.
func launch(c *exec.Cmd, ended chan<- error) (err error) {
	if c.SysProcAttr, err = attributes(); err != nil {
		return err
	}
	c.SysProcAttr.Pdeathsig = syscall.SIGQUIT
	started := make(chan error)
	go func() {
		runtime.LockOSThread() // the signal is sent when this thread ends
		err := c.Start()
		started <- err
		if err == nil {
			ended <- c.Wait()
		}
	}()
	return <-started
}

func attributes() (*syscall.SysProcAttr, error) {
	who, err := account()
	return &syscall.SysProcAttr{Credential: who, Setpgid: true}, err // Ctrl-C is for the tests, which stop the server themselves
}
