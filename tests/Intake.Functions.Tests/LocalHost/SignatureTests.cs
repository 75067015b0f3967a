using Intake.Tests;
using Microsoft.AspNetCore.Components;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions.Tests.LocalHost;

public sealed class SignatureTests
{
    private static string Reference =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests/Intake.Functions.Tests/LocalHost/worker-api.md"));

    [Fact]
    public void The_local_host_declares_what_the_worker_declares_and_nothing_else()
    {
        var expected = PublicSurface.Read(Reference).Order(StringComparer.Ordinal).ToList();
        var actual = PublicSurface.Of(typeof(FunctionContext).Assembly, "Microsoft.").Order(StringComparer.Ordinal).ToList();

        Assert.Equal([], expected.Except(actual));
        Assert.Equal([], actual.Except(expected));
        Assert.Equal(expected.Count, actual.Count);
        Assert.True(expected.Count > 80, "The reference was not read.");
    }

    // Razor makes every component and its imports public, and there is no way to say otherwise.
    [Fact]
    public void All_else_of_the_local_host_is_internal() =>
        Assert.All(typeof(FunctionContext).Assembly.GetExportedTypes().Where(type => !IsRazor(type)), type => Assert.StartsWith("Microsoft.", type.Namespace, StringComparison.Ordinal));

    private static bool IsRazor(Type type) => type.IsAssignableTo(typeof(IComponent)) || type.Name == "_Imports";

    [Theory]
    [InlineData("public string Name { get; }", "public string Title { get; }")]
    [InlineData("public string? Connection { get; set; }", "public string Connection { get; set; }")]
    [InlineData("public abstract string Id { get; }", "")]
    [InlineData("public bool IsPastDue { get; set; }", "public bool IsPastDue { get; }")]
    [InlineData("params string[] methods", "string[] methods")]
    [InlineData("AttributeTargets.Parameter", "AttributeTargets.Method")]
    [InlineData("System = 3", "System = 4")]
    [InlineData(" where T : class, IFunctionsWorkerMiddleware", "")]
    [InlineData("Action<TContainerBuilder>? configure = null", "Action<TContainerBuilder> configure")]
    [InlineData("public class TimerInfo", "public sealed class TimerInfo")]
    [InlineData(": IHostApplicationBuilder, ", ": ")]
    public void A_difference_would_be_seen(string here, string elsewhere)
    {
        Assert.Contains(here, Reference, StringComparison.Ordinal);

        var expected = PublicSurface.Read(Reference.Replace(here, elsewhere, StringComparison.Ordinal));

        Assert.NotEmpty(PublicSurface.Of(typeof(FunctionContext).Assembly, "Microsoft.").Except(expected));
    }
}
