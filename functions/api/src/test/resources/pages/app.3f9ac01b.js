export const pages = "of a test";
