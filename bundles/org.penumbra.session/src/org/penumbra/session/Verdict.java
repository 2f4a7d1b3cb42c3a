package org.penumbra.session;

import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Status;

/** Whether a fit is to be believed. */
public enum Verdict {
    /** Something installed looked at it and found nothing that speaks against it. */
    TRUSTED("trusted"),
    /** Something speaks against it. */
    NOT_TRUSTED("not trusted"),
    /** Nothing installed could judge it, or it was stopped before its end. */
    UNKNOWN("unknown");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** The worst finding decides; a stopped fit is at best unknown, a failed one is not trusted. */
    static Verdict of(Status status, List<Finding> findings) {
        if (status == Status.FAILED || findings.stream().anyMatch(one -> one.trust() == Finding.Trust.DISTRUST)) {
            return NOT_TRUSTED;
        }
        boolean judged = findings.stream().anyMatch(one -> one.trust() == Finding.Trust.GOOD);
        return judged && status != Status.CANCELLED ? TRUSTED : UNKNOWN;
    }

    /** @throws IllegalArgumentException when there is no such verdict */
    static Verdict ofWords(String words) {
        return Arrays.stream(values()).filter(one -> one.words.equals(words)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no verdict '" + words + "'"));
    }

    /** As results show it: {@code trusted}, {@code not trusted} or {@code unknown}. */
    @Override
    public String toString() {
        return words;
    }
}
