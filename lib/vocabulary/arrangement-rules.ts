import { addFault, child, isAbsent, type RuleContext } from '@/lib/platform/unchecked-value';

interface Shape {
  /** Whether this number of lead controllers and controllers in all is right, and else the problem. */
  problem(leads: number, all: number): string | null;
  /** The role of everyone but the lead. */
  others: string;
}

const shapes: Record<string, Shape> = {
  sole: {
    problem: (_leads, all) => (all === 1 ? null : 'a sole arrangement has exactly one controller'),
    others: 'sole',
  },
  joint: {
    problem: (leads, all) =>
      all >= 2 && leads === 1 ? null : 'a joint arrangement has one lead and at least one joint',
    others: 'joint',
  },
  group: {
    problem: (leads, all) =>
      all >= 2 && leads === 1 ? null : 'a group arrangement has one lead and at least one member',
    others: 'member',
  },
};

function refuseRoles(type: string, controllers: unknown[], context: RuleContext, path: string[]) {
  const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined;
  if (!shape || controllers.length === 0) return;
  const roles = controllers.map((controller) => child(controller, 'role'));
  const leads = roles.filter((role) => role === 'lead').length;
  const problem = shape.problem(leads, roles.length);
  if (problem) addFault(context, path, problem);
  roles.forEach((role, index) => {
    const fits = role === shape.others || (role === 'lead' && type !== 'sole');
    if (typeof role === 'string' && !fits) {
      addFault(context, [...path, index, 'role'], `does not go with a ${type} arrangement`);
    }
  });
}

/** Refuses what does not fit a sole, joint or group arrangement: who is in it, and the Article 26 reference. */
export function refuseArrangement(value: unknown, context: RuleContext): void {
  const type = String(child(value, 'arrangement-type'));
  if (!Object.hasOwn(shapes, type)) return;
  const controllers = child(value, 'controllers');
  if (Array.isArray(controllers)) refuseRoles(type, controllers, context, ['controllers']);
  const hasReference = !isAbsent(child(value, 'art26-reference'));
  if (type === 'joint' && !hasReference) {
    addFault(context, ['art26-reference'], 'is required for a joint arrangement');
  }
  if (type !== 'joint' && hasReference) {
    addFault(context, ['art26-reference'], `does not go with a ${type} arrangement`);
  }
}

/** The arrangement that the roles of controllers show: one of a lead alone is none, and counts as joint. */
function typeOf(controllers: unknown[]): string {
  const roles = controllers.map((controller) => child(controller, 'role'));
  if (roles.includes('sole')) return 'sole';
  return roles.includes('member') ? 'group' : 'joint';
}

/** Refuses `controllers` of `value` that fit no arrangement, where nobody says which one it is. */
export function refuseControllers(value: unknown, context: RuleContext): void {
  const controllers = child(value, 'controllers');
  if (!Array.isArray(controllers)) return;
  refuseRoles(typeOf(controllers), controllers, context, ['controllers']);
}
