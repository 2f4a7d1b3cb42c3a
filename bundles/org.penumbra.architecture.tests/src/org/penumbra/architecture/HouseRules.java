package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What every text of ours keeps to. */
final class HouseRules {

    private static final int LINES = 400;
    private static final int COLUMNS = 120;
    /** Written in pieces, so that this file keeps to its own rule. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b|/wo" + "rk/|(?<![\\w$}])/t" + "mp/|\\bsha" + "red/");
    private static final Pattern NAME = Pattern.compile("(I[A-Z][a-z]\\w*|\\w+(Impl|Manager|Utils?|Helper))\\.java");

    private HouseRules() {
    }

    static List<String> violations(List<Bundle> bundles) {
        List<String> found = new ArrayList<>();
        for (Bundle bundle : bundles) {
            bundle.everything().forEach(file -> {
                String place = bundle.id() + "/" + file.path();
                Matcher word = FORBIDDEN.matcher(file.text());
                if (word.find()) {
                    found.add(place + " contains " + word.group());
                }
                if (file.isJava()) {
                    java(place, file, found);
                }
            });
        }
        return found;
    }

    private static void java(String place, SourceFile file, List<String> found) {
        List<String> lines = file.text().lines().toList();
        if (lines.size() > LINES) {
            found.add(place + " has " + lines.size() + " lines, more than " + LINES);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length() > COLUMNS) {
                found.add(place + ":" + (i + 1) + " is longer than " + COLUMNS + " columns");
            }
        }
        if (file.text().indexOf('\t') >= 0 || file.text().indexOf('\r') >= 0) {
            found.add(place + " has a tab or a carriage return");
        }
        if (NAME.matcher(file.name()).matches()) {
            found.add(place + ": this name says nothing about what it is");
        }
    }
}
