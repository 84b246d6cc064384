/** The API is the only way to change anything; Server Actions would be a second one with its own holes. */
export const noServerActions = {
  meta: {
    type: "problem",
    messages: {
      action: '"use server" makes functions callable from outside past the API edge. Write a route instead.',
    },
  },
  create(context) {
    return {
      ExpressionStatement(node) {
        if (node.directive === "use server") context.report({ node, messageId: "action" });
      },
    };
  },
};
