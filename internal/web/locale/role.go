package locale

// What accounts have in fixed values, in the words of the package account.

// Role names what an account may do.
func (w *Words) Role(v any) string { return w.valued("role.", v) }

// RoleHint says what somebody with the role does.
func (w *Words) RoleHint(v any) string { return w.valued("role.hint.", v) }

// Scope says what a key may be used for.
func (w *Words) Scope(v any) string { return w.valued("scope.", v) }

// ScopeShort says it in one word.
func (w *Words) ScopeShort(v any) string { return w.valued("scope.short.", v) }

// Via says how somebody came in.
func (w *Words) Via(v any) string { return w.valued("via.", v) }
