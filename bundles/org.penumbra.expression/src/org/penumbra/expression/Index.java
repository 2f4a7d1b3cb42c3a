package org.penumbra.expression;

/**
 * The variable of one loop: an integer that runs from a lower to an upper bound, both inclusive. Two loops have two
 * indices even where the text gives them one name, hence the {@code id}.
 *
 * @param name the name in the text
 * @param id unique within a program
 */
public record Index(String name, int id) implements Expr {

    @Override
    public String toString() {
        return name;
    }
}
