using Microsoft.Azure.Functions.Worker.Middleware;

namespace Intake.LocalHost.Functions;

/// <summary>The app's middleware, the first one outermost.</summary>
internal sealed class Pipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

    internal void Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => _middleware.Add(middleware);

    internal FunctionExecutionDelegate Around(FunctionExecutionDelegate function) =>
        _middleware.AsEnumerable().Reverse().Aggregate(function, (next, middleware) => middleware(next));
}
