export = class Greeter {};
