package locale

// Note says what a person should know beside an answer, by its code: a name that no outlet has, how many hits were looked at.
func (w *Words) Note(code, name string, count int) string {
	if count != 0 {
		return w.N("note."+code, count)
	}
	return w.T("note."+code, name)
}
