package org.penumbra.session;

import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Location;
import org.penumbra.model.Argument;
import org.penumbra.model.Binary;
import org.penumbra.model.Call;
import org.penumbra.model.Column;
import org.penumbra.model.ColumnBinding;
import org.penumbra.model.DataBinding;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Expression;
import org.penumbra.model.Model;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.model.Type;
import org.penumbra.model.VariableRef;

/** Models and bindings without a parser: the binder works on the metamodel alone. */
final class ModelBuilder {

    /** Places name the class of the element, so that tests see which one was meant. */
    static final Function<EObject, Location> LOCATIONS = element -> Location
            .of("model.penumbra#" + element.eClass().getName());

    private static final PenumbraFactory FACTORY = PenumbraFactory.eINSTANCE;

    final Model model = FACTORY.createModel();
    final DataBinding binding = FACTORY.createDataBinding();

    ModelBuilder data(String name, String type, int dimensions) {
        DataDeclaration declared = FACTORY.createDataDeclaration();
        declared.setName(name);
        Type declaredType = FACTORY.createType();
        declaredType.setName(type);
        for (int i = 0; i < dimensions; i++) {
            declaredType.getDimensions().add(number(1));
        }
        declared.setType(declaredType);
        model.getStatements().add(declared);
        return this;
    }

    ModelBuilder bind(String name, Expression value) {
        ColumnBinding bound = FACTORY.createColumnBinding();
        bound.setVariable(model.getStatements().stream().filter(DataDeclaration.class::isInstance)
                .map(DataDeclaration.class::cast).filter(one -> one.getName().equals(name)).findFirst().orElseThrow());
        bound.setValue(value);
        binding.getBindings().add(bound);
        return this;
    }

    ModelBuilder missing(String policy) {
        binding.setMissing(policy);
        return this;
    }

    ModelBuilder where(Expression condition) {
        binding.setFilter(condition);
        return this;
    }

    Expression column(String name) {
        Column column = FACTORY.createColumn();
        column.setName(name);
        binding.getColumns().add(column);
        VariableRef reference = FACTORY.createVariableRef();
        reference.setVariable(column);
        return reference;
    }

    static Expression number(double value) {
        NumberLiteral literal = FACTORY.createNumberLiteral();
        literal.setValue(value);
        return literal;
    }

    static Expression binary(Expression left, String operator, Expression right) {
        Binary binary = FACTORY.createBinary();
        binary.setLeft(left);
        binary.setOperator(operator);
        binary.setRight(right);
        return binary;
    }

    static Expression call(String name, Expression... arguments) {
        Call call = FACTORY.createCall();
        call.setName(name);
        for (Expression value : arguments) {
            Argument argument = FACTORY.createArgument();
            argument.setValue(value);
            call.getArguments().add(argument);
        }
        return call;
    }
}
