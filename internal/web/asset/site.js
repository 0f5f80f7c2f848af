// What the pages do beyond reading; each works without it.
"use strict";
