using System.Reflection;
using System.Reflection.Emit;
using Intake.LocalHost.Functions;
using Intake.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Intake.Functions.Tests.LocalHost;

public sealed class CatalogTests
{
    private static readonly CustomAttributeBuilder Http = Attribute(typeof(HttpTriggerAttribute), AuthorizationLevel.Anonymous);
    private static readonly CustomAttributeBuilder Timer = Attribute(typeof(TimerTriggerAttribute), "0 0 0 * * *");

    private readonly TypeBuilder _type;
    private readonly AssemblyBuilder _assembly;

    public CatalogTests()
    {
        _assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Functions"), AssemblyBuilderAccess.RunAndCollect);
        _type = _assembly.DefineDynamicModule("Functions").DefineType("Functions", TypeAttributes.Public);
    }

    [Fact]
    public void What_is_right_is_found()
    {
        Define("A", typeof(void), [typeof(TimerInfo)], Timer);
        Define("B", typeof(Task<IResult>), [typeof(HttpRequest), typeof(CancellationToken)], Http);

        Assert.Equal(["A", "B"], Load().Functions.Select(function => function.Name));
        Assert.Equal("B", Load().Find("b")?.Name);
        Assert.Null(Load().Find("c"));
    }

    [Fact]
    public void Two_functions_of_one_name_are_refused()
    {
        Define("Same", typeof(void), [typeof(TimerInfo)], Timer);
        Define("same", typeof(void), [typeof(TimerInfo)], Timer);

        Assert.Contains("2 functions named 'Same'", Problem(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(typeof(string), "returns System.String")]
    [InlineData(typeof(Task<string>), "returns System.Threading.Tasks.Task`1")]
    public void A_result_nobody_would_see_is_refused(Type result, string problem)
    {
        Define("A", result, [typeof(HttpRequest)], Http);

        Assert.Contains(problem, Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_without_a_trigger_is_refused()
    {
        Define("A", typeof(void), [typeof(TimerInfo)]);

        Assert.Contains("exactly one trigger", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_with_two_triggers_is_refused()
    {
        Define("A", typeof(void), [typeof(HttpRequest), typeof(TimerInfo)], Http, Timer);

        Assert.Contains("exactly one trigger", Problem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(HttpRequest), typeof(Uri))]
    [InlineData(typeof(HttpRequest), typeof(string))]
    [InlineData(typeof(string), typeof(CancellationToken))]
    public void A_parameter_that_cannot_be_bound_is_refused(Type first, Type second)
    {
        Define("A", typeof(void), [first, second], Http);

        Assert.Contains("cannot be bound", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_is_not_public_is_refused()
    {
        Define("A", MethodAttributes.Assembly, typeof(void), [typeof(TimerInfo)], Timer);

        Assert.Contains("must be public", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Level_user_is_refused()
    {
        Define("A", typeof(void), [typeof(HttpRequest)], Attribute(typeof(HttpTriggerAttribute), AuthorizationLevel.User));

        Assert.Contains("level User", Problem(), StringComparison.Ordinal);
    }

    private void Define(string name, Type result, Type[] parameters, params CustomAttributeBuilder[] triggers) =>
        Define(name, MethodAttributes.Public, result, parameters, triggers);

    private void Define(string name, MethodAttributes access, Type result, Type[] parameters, params CustomAttributeBuilder[] triggers)
    {
        var method = _type.DefineMethod(name, access, result, parameters);
        method.SetCustomAttribute(Attribute(typeof(FunctionAttribute), name));
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = method.DefineParameter(i + 1, ParameterAttributes.None, $"p{i}");
            if (i < triggers.Length) parameter.SetCustomAttribute(triggers[i]);
        }

        method.GetILGenerator().Emit(OpCodes.Ret);
    }

    private FunctionCatalog Load()
    {
        if (!_type.IsCreated()) _type.CreateType();
        return FunctionCatalog.Load(_assembly, new SettingNames(new ConfigurationBuilder().Build()), new HostJson("", new QueueOptions()));
    }

    private string Problem() => Assert.Throws<InvalidOperationException>(Load).Message;

    private static CustomAttributeBuilder Attribute(Type type, params object[] arguments) =>
        new(type.GetConstructor([.. arguments.Select(argument => argument.GetType())])!, arguments);
}
