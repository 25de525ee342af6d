class Gone extends Error {}
export = Gone;
