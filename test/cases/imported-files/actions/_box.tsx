export const Box = () => <div />;
