package org.penumbra.distribution.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.distribution.Structure;

class FaultTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "simplex; 0.2 0.3 0.5; ''",
        "simplex; 0.2 0.3 0.7; its elements sum to 1.2, not 1",
        "simplex; 0.7 -0.2 0.5; element 2 is -0.2, not 0 or above",
        "ordered; -1 0 4; ''",
        "ordered; -1 4 4; element 3, 4, is not above element 2, 4",
        "positiveOrdered; 1 2; ''",
        "positiveOrdered; 0 2; element 1 is 0, not positive",
        "corrCholesky; 1 0 0.6 0.8; ''",
        "corrCholesky; 1 0 0.6 0.7; the squares of row 2 sum to 0.85, not 1",
        "corrCholesky; 1 0 0.6 -0.8; 'element [2, 2] is -0.8, not positive'",
        "covCholesky; 3 0 -1 2; ''",
        "covCholesky; 3 1 -1 2; 'element [1, 2] is 1, not 0'",
        "corr; 1 0.5 0.5 1; ''",
        "corr; 1 0.5 0.4 1; 'element [2, 1] is 0.4 and element [1, 2] is 0.5'",
        "corr; 1 0.5 0.5 2; 'element [2, 2] is 2, not 1'",
        "cov; 2 1 1 3; ''",
        "cov; 1 2 2 1; it is not positive definite"})
    void saysWhatIsWrongWithABlock(String structure, String numbers, String fault) {
        double[] block = java.util.Arrays.stream(numbers.strip().split(" ")).mapToDouble(Double::parseDouble).toArray();
        Structure kind = Structure.named(structure.strip()).orElseThrow();
        int order = kind.rank() == 1 ? block.length : (int) Math.sqrt(block.length);
        assertEquals(fault, kind.fault(block, order).orElse(""));
    }
}
