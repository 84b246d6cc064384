const EXEMPTION = /^\s*(?:oxlint|eslint)-disable(?:-next-line|-line)?\b/;

/** A rule is switched off for a reason that the next reader can check: `oxlint-disable-next-line rule -- reason`. */
export const exemptionHasReason = {
  meta: {
    type: "problem",
    messages: { bare: "Say why: `oxlint-disable-next-line rule -- reason`." },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (EXEMPTION.test(comment.value) && !/ -- \S/.test(comment.value)) {
            context.report({ loc: comment.loc, messageId: "bare" });
          }
        }
      },
    };
  },
};
