package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * No windows below the workbench: SWT, JFace, the workbench and Swing stay outside (pictures use Graphics2D, which
 * needs none of them).
 */
final class NoUserInterface {

    private static final Pattern UI = Pattern.compile("\\borg\\.eclipse\\.(swt|jface|ui)\\b|\\bjavax\\.swing\\b"
            + "|\\bjava\\.awt\\.(Frame|Window|Desktop|Toolkit)\\b");

    private NoUserInterface() {
    }

    static List<String> violations(List<Bundle> bundles) {
        List<String> found = new ArrayList<>();
        for (Bundle bundle : bundles.stream().filter(one -> !Rows.isWorkbench(one.id())).toList()) {
            bundle.everything().filter(file -> file.isJava() || file.path().endsWith(".MF")
                    || file.path().equals("plugin.xml")).forEach(file -> {
                        Matcher use = UI.matcher(file.isJava() ? file.code() : file.text());
                        if (use.find()) {
                            found.add(bundle.id() + "/" + file.path() + " uses " + use.group());
                        }
                    });
        }
        return found;
    }
}
