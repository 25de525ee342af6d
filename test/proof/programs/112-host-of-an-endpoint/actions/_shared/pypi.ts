import { endpoint } from "actionary";

export const pypi = endpoint("pypi", "https://pypi.org/pypi");
export const files = endpoint("pypi_files", "https://files.pythonhosted.org");
