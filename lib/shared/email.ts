/** RFC 5321: longer ones cannot be delivered to. */
export const EMAIL_MAX = 254;

/** E-mail addresses are stored and compared in this form. */
export const normaliseEmail = (email: string): string => email.trim().normalize("NFC").toLowerCase();
