interface FromInclude {
  z: number;
}
