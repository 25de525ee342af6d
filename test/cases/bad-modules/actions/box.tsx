/** Show a box. */
export const box = () => <div />;
