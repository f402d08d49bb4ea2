/** What is true of every call, once, at the head of the reference. */
export const introduction = `
The register knows who may read the meter data of which household, and on what legal basis. Start with
[Getting started](/docs/getting-started); this page is the reference of every call.

**Bodies** are JSON, in and out. Every answer but two (\`/auth/token\`, \`/openapi.json\`) has a part
\`response\` with the path, a time and a transaction id. Answers may get new fields: ignore those that you
do not know. A field that a request does not have is refused, except those marked read-only, which are
ignored, so that what a GET answered can be changed and sent back. A query parameter that a call does not
have is refused too.

**Optional fields**: absent, null and, for a text, the empty string mean the same, and so does an empty
query parameter. In answers a field that was not given is left out, unless its schema says that it may be
null. Required text is not empty.

**Times** are RFC 3339; an offset is turned into UTC, and answers end in \`Z\`. **Dates** are
\`YYYY-MM-DD\`.

**Errors** carry \`errors\`, a list that names every fault at once: a code, a message, and the field where
there is one. What is unknown and what belongs to another organisation look the same.

**Limits** answer 429 with \`Retry-After\`. An account has 6,000 calls a minute.

**Repeats**: writes take an \`Idempotency-Key\`, so that a try whose answer was lost can be repeated safely.

**HEAD** works where GET does, OPTIONS answers 204 with \`Allow\`, any other method 405 (VAL005). Nothing is
cached: every answer is \`no-store\`.
`.trim();
