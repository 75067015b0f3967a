using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Intake.LocalHost.Functions;

/// <summary>One invocation.</summary>
internal sealed class LocalFunctionContext(
    FunctionInfo function, IServiceProvider services, Activity activity, IReadOnlyDictionary<string, object?> data, CancellationToken cancellationToken)
    : FunctionContext
{
    /// <summary>Under this key <see cref="Items"/> has the HttpContext.</summary>
    internal const string HttpContextItem = "HttpRequestContext";

    public override string InvocationId { get; } = Guid.NewGuid().ToString();
    public override string FunctionId => function.Id;
    public override TraceContext TraceContext { get; } = new Trace(activity);
    public override BindingContext BindingContext { get; } = new Binding(data);
    public override IServiceProvider InstanceServices { get; set; } = services;
    public override FunctionDefinition FunctionDefinition => function;
    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();
    public override CancellationToken CancellationToken => cancellationToken;

    /// <summary>What the function returned.</summary>
    internal object? Result { get; set; }

    private sealed class Trace(Activity activity) : TraceContext
    {
        public override string TraceParent => activity.Id ?? "";
        public override string TraceState => activity.TraceStateString ?? "";
    }

    private sealed class Binding(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }
}
