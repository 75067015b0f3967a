using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Intake.LocalHost.Http;

/// <summary>The methods a function answers to; none means all.</summary>
internal sealed record FunctionMethods(IReadOnlyList<string> Methods)
{
    internal bool Has(string method) => Methods.Count == 0 || Methods.Contains(method, StringComparer.OrdinalIgnoreCase);
}

/// <summary>On the real host the method is part of the route: another one finds nothing and gets 404, where ASP.NET Core would answer 405.</summary>
internal sealed class MethodPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<FunctionMethods>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Endpoint?.Metadata.GetMetadata<FunctionMethods>()?.Has(httpContext.Request.Method) == false)
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }
}
