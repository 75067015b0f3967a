using System.Collections.Immutable;
using System.Reflection;
using Intake.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Intake.LocalHost.Functions;

/// <summary>The functions of the app. What the real host would refuse stops the start here too.</summary>
internal sealed class FunctionCatalog(ImmutableArray<FunctionInfo> functions)
{
    private static readonly Type[] ReturnTypes =
        [typeof(void), typeof(Task), typeof(ValueTask), typeof(IResult), typeof(Task<IResult>), typeof(ValueTask<IResult>)];

    internal ImmutableArray<FunctionInfo> Functions => functions;

    internal FunctionInfo? Find(string name) =>
        functions.FirstOrDefault(function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase));

    internal static FunctionCatalog Load(Assembly assembly, SettingNames settings, HostJson host)
    {
        var functions =
            from type in assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            select Describe(function.Name, method, settings, host);
        var found = functions.OrderBy(function => function.Name, StringComparer.Ordinal).ToImmutableArray();

        var twice = found.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new InvalidOperationException($"There are {twice.Count()} functions named '{twice.Key}'.");
        return new FunctionCatalog(found);
    }

    private static FunctionInfo Describe(string name, MethodInfo method, SettingNames settings, HostJson host)
    {
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
            throw Wrong(name, "its method and class must be public: the real worker does not find it otherwise");
        if (!ReturnTypes.Contains(method.ReturnType)) throw Wrong(name, $"it returns {method.ReturnType}");

        var parameters = method.GetParameters().ToImmutableArray();
        var triggers = parameters.Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute))).ToList();
        if (triggers is not [var parameter]) throw Wrong(name, "it must have exactly one trigger");

        var trigger = Describe(name, parameter.GetCustomAttribute<TriggerBindingAttribute>()!, settings, host);
        var info = new FunctionInfo(name, method, parameters, parameter, trigger, settings.IsDisabled(name));
        if (Parameters.Problem(info) is { } problem) throw Wrong(name, problem);
        return info;
    }

    private static Trigger Describe(string name, TriggerBindingAttribute attribute, SettingNames settings, HostJson host) => attribute switch
    {
        HttpTriggerAttribute { AuthLevel: AuthorizationLevel.User } => throw Wrong(name, "level User needs App Service's authentication"),
        HttpTriggerAttribute http => new HttpTrigger(
            $"{host.RoutePrefix}/{http.Route ?? name}".Trim('/'), [.. (http.Methods ?? []).Select(method => method.ToUpperInvariant())], http.AuthLevel),
        QueueTriggerAttribute queue => new QueueTrigger(settings.Resolve(queue.QueueName), queue.Connection),
        TimerTriggerAttribute timer => new TimerTrigger(Timers.Schedule.Parse(settings.Resolve(timer.Schedule)), timer.RunOnStartup, timer.UseMonitor),
        _ => throw Wrong(name, $"{attribute.GetType().Name} is not supported"),
    };

    private static InvalidOperationException Wrong(string name, string problem) => new($"Function '{name}' cannot be hosted: {problem}.");
}
