export declare const T: number;
